package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a recording so that it is good to read, and so that a changed line of a prompt is a changed line of the file. */
final class RecordingText {

    private static final String IN_FILE = "\n  ";
    private static final String IN_RUN = "\n    ";
    private static final int IN_EACH = 4;
    private static final int IN_EXCHANGE = 6;
    private static final int IN_CALL = 8;

    private final ValuesJson values = new ValuesJson();
    private final ValueText text;
    private final ValueText unshared = new ValueText(new SharedParts(List.of(), new ValuesJson()));
    private final SharedParts parts;
    private final Map<String, Object> common;
    private final ObjectNode commonAnswer;

    private RecordingText(List<RecordedRun> runs) {
        List<SharedParts.Root> roots = new ArrayList<>();
        List<Exchange> exchanges = new LinkedHashSet<>(runs)
                .stream().flatMap(run -> run.exchanges().stream()).toList();
        common = CommonJson.of(exchanges);
        commonAnswer = BodyJson.common(exchanges.stream().map(Exchange::answer).toList());
        roots.add(new SharedParts.Root("answer", values.of(BodyJson.escaped(commonAnswer))));
        exchanges.forEach(exchange -> addTo(roots, exchange));
        new SharedBeginnings(values).find();
        parts = new SharedParts(roots, values);
        text = new ValueText(parts);
    }

    /** Return the file's text. */
    static String of(TaskRecording recording) {
        return new RecordingText(recording.runs()).write(recording);
    }

    private void addTo(List<SharedParts.Root> roots, Exchange exchange) {
        BodyJson.of(exchange.request()).ifPresent(json -> roots.add(new SharedParts.Root("request", values.of(json))));
        answer(exchange).ifPresent(json -> roots.add(new SharedParts.Root("answer", values.of(json))));
        exchange.calls().stream()
                .map(call -> callOf(call, exchange).path(RecordedCallJson.PROMPT))
                .filter(prompt -> !prompt.isMissingNode())
                .forEach(prompt -> roots.add(new SharedParts.Root(RecordedCallJson.PROMPT, values.of(prompt))));
    }

    private Optional<JsonNode> answer(Exchange exchange) {
        return commonAnswer.isEmpty()
                ? BodyJson.of(exchange.answer())
                : Optional.of(BodyJson.without(commonAnswer, exchange.answer()));
    }

    private static ObjectNode callOf(ModelCall call, Exchange exchange) {
        return (ObjectNode) JsonFile.tree(
                RecordedCallJson.of(call, exchange.upstream(), exchange.agent().orElse(null)));
    }

    private String write(TaskRecording recording) {
        StringBuilder out = new StringBuilder("{");
        out.append(IN_FILE).append(field("$schema", RecordingJson.SCHEMA)).append(',');
        out.append(IN_FILE)
                .append(field("schemaVersion", RecordingJson.SCHEMA_VERSION))
                .append(',');
        out.append(IN_FILE)
                .append(field("testClass", recording.task().testClass()))
                .append(',');
        out.append(IN_FILE).append(field("task", recording.task().name())).append(',');
        recording
                .commit()
                .ifPresent(commit ->
                        out.append(IN_FILE).append(field("commit", commit)).append(','));
        if (!common.isEmpty() || !commonAnswer.isEmpty()) {
            out.append(IN_FILE).append("\"each\": ").append(each()).append(',');
        }
        if (!parts.all().isEmpty()) {
            out.append(IN_FILE).append("\"parts\": ").append(parts()).append(',');
        }
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < recording.runs().size(); i++) {
            int first = recording.runs().indexOf(recording.runs().get(i));
            runs.add(
                    first < i
                            ? "{" + field("sameAs", first + 1) + "}"
                            : run(recording.runs().get(i)));
        }
        return out.append(IN_FILE)
                .append("\"runs\": [")
                .append(String.join(", ", runs))
                .append("]\n}\n")
                .toString();
    }

    private String each() {
        List<String> lines = new ArrayList<>();
        if (!common.isEmpty()) {
            lines.add(fields(common));
        }
        if (!commonAnswer.isEmpty()) {
            lines.add(shared("answer", BodyJson.escaped(commonAnswer), IN_EACH));
        }
        return "{" + String.join("," + IN_RUN, lines) + "}";
    }

    private String parts() {
        List<String> all = new ArrayList<>();
        parts.all().forEach((value, name) -> {
            String begin = "\n    \"" + name + "\": ";
            all.add(begin + text.whole(value, 4, begin.length() - 1));
        });
        return "{" + String.join(",", all) + "\n  }";
    }

    private String run(RecordedRun run) {
        List<String> exchanges = run.exchanges().stream().map(this::exchange).toList();
        return "{\"exchanges\": [" + IN_RUN + String.join("," + IN_RUN, exchanges) + "\n  ]}";
    }

    /** What was asked and what was answered, each behind a line that says who, where and how. */
    private String exchange(Exchange exchange) {
        List<String> lines = new ArrayList<>();
        addOwn(CommonJson.asked(exchange), lines);
        BodyJson.of(exchange.request()).ifPresent(body -> lines.add(shared("request", body, IN_EXCHANGE)));
        addOwn(CommonJson.answered(exchange), lines);
        answer(exchange).ifPresent(body -> lines.add(shared("answer", body, IN_EXCHANGE)));
        if (!exchange.calls().isEmpty()) {
            List<String> calls = exchange.calls().stream()
                    .map(call -> call(callOf(call, exchange)))
                    .toList();
            lines.add("\"calls\": [" + String.join(", ", calls) + "]");
        }
        return "{" + String.join("," + IN_RUN + "  ", lines) + "}";
    }

    private void addOwn(Map<String, Object> fields, List<String> lines) {
        fields.entrySet().removeAll(common.entrySet());
        if (!fields.isEmpty()) {
            lines.add(fields(fields));
        }
    }

    private String call(ObjectNode call) {
        List<String> lines = new ArrayList<>();
        String usage = field(RecordedCallJson.USAGE, call.remove(RecordedCallJson.USAGE));
        JsonNode prompt = call.remove(RecordedCallJson.PROMPT);
        String known = unshared.onOneLine(values.of(call));
        lines.add(known.substring(1, known.length() - 1));
        lines.add(usage);
        if (prompt != null) {
            lines.add(shared(RecordedCallJson.PROMPT, prompt, IN_CALL));
        }
        return "{" + String.join("," + IN_RUN + "    ", lines) + "}";
    }

    /** Return a field whose value may refer to parts. */
    private String shared(String name, JsonNode json, int indent) {
        String begin = "\"" + name + "\": ";
        return begin + text.of(values.of(json), indent, indent + begin.length());
    }

    private String fields(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> field(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String field(String name, Object value) {
        return "\"" + name + "\": " + unshared.onOneLine(values.of(JsonFile.tree(value)));
    }
}
