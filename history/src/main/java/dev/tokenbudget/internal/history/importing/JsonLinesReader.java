package dev.tokenbudget.internal.history.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;

/** Reads a file that has an object on each line. A line that is none is left out, and the next one read. */
final class JsonLinesReader {

    private final ObjectMapper json = Json.lenient();
    private final JsonRecords records;
    private final RecordHandler handler;

    JsonLinesReader(RecordHandler handler) {
        this.records = new JsonRecords(handler);
        this.handler = handler;
    }

    void read(Reader file) throws IOException {
        Lines lines = new Lines(file);
        while (lines.next()) {
            if (lines.isTooLong()) {
                handler.unreadable(lines.number(), "it is longer than " + Lines.MOST_CHARACTERS + " characters");
            } else if (!lines.text().isBlank()) {
                line(lines.number(), lines.text());
            }
        }
    }

    private void line(long number, String text) {
        JsonNode value;
        try {
            value = json.readTree(text);
        } catch (JsonProcessingException e) {
            handler.unreadable(number, Json.why(e));
            return;
        }
        records.take(number, value);
    }
}
