package dev.tokenbudget.internal.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SortedMap;
import java.util.TreeMap;

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

    static SortedMap<String, String> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new HistoryException("The history holds labels that are no JSON object: " + e.getOriginalMessage());
        }
    }
}
