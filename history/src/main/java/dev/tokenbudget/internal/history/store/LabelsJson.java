package dev.tokenbudget.internal.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SortedMap;

/** Labels as a JSON object. */
final class LabelsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelsJson() {}

    static String of(SortedMap<String, String> labels) {
        try {
            return JSON.writeValueAsString(labels);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every map of strings is a JSON object.", e);
        }
    }
}
