package dev.tokenbudget.internal.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.runlog.SealedLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Run logs of schema version 2, in which a call left out what it had in common with the one before it and a session did not
 * say that it had ended, as today's.
 */
final class RecordedRunLogs {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OF_ONE_CALL = List.of("responseId", "anomalies");

    private RecordedRunLogs() {}

    /** Write the run logs that lie in {@code recorded} into {@code folder}. */
    static void convert(Path recorded, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> logs = Files.list(recorded)) {
            for (Path log : logs.toList()) {
                Files.write(folder.resolve(log.getFileName()), SealedLines.seal(convert(Files.readAllLines(log))));
            }
        }
    }

    private static List<String> convert(List<String> lines) throws IOException {
        List<String> converted = new ArrayList<>();
        String last = "";
        for (String line : lines) {
            ObjectNode json = (ObjectNode) JSON.readTree(line);
            if (json.has("schemaVersion")) {
                json.put("schemaVersion", 5);
            } else {
                ObjectNode run = (ObjectNode) json.get("run");
                last = run.get("started").asText();
                run.putIfAbsent("unfinishedCalls", IntNode.valueOf(0));
                run.putIfAbsent("minPassRate", IntNode.valueOf(1));
                run.set("calls", calls(run.get("calls")));
            }
            converted.add(json.toString());
        }
        converted.add("{\"end\":{\"ended\":\"" + last + "\",\"runs\":" + (lines.size() - 1) + ",\"looseCalls\":0}}");
        return converted;
    }

    private static ArrayNode calls(JsonNode recorded) throws IOException {
        ArrayNode calls = JSON.createArrayNode();
        ObjectNode before = object(
                "{\"kind\":\"INFERENCE\",\"status\":\"REPORTED\",\"toolCalls\":0,\"streamed\":false,\"usage\":{}}");
        for (JsonNode changed : recorded) {
            ObjectNode call = before.deepCopy().remove(OF_ONE_CALL);
            call.setAll((ObjectNode) changed);
            call.set("usage", merged(before.get("usage"), changed.path("usage")));
            if (changed.has("prompt")) {
                call.set("prompt", prompt(before.get("prompt"), changed.get("prompt")));
            }
            calls.add(call);
            before = call;
        }
        return calls;
    }

    private static ObjectNode prompt(JsonNode before, JsonNode changed) throws IOException {
        ObjectNode prompt = before == null
                ? object(
                        "{\"opaqueCharacters\":0,\"toolCount\":0,\"repeatedToolCalls\":0,\"whole\":true,\"hashes\":{}}")
                : before.deepCopy();
        for (Map.Entry<String, JsonNode> field : changed.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isArray()) {
                prompt.putObject(name)
                        .put("characters", value.get(0).asLong())
                        .put("tokens", value.get(1).asLong());
            } else if (name.endsWith("Hash")) {
                ((ObjectNode) prompt.get("hashes")).set(name.substring(0, name.length() - "Hash".length()), value);
            } else {
                prompt.set(name, value);
            }
        }
        return prompt;
    }

    private static ObjectNode merged(JsonNode before, JsonNode changed) {
        ObjectNode merged = before.deepCopy();
        changed.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        return merged;
    }

    private static ObjectNode object(String json) throws IOException {
        return (ObjectNode) JSON.readTree(json);
    }
}
