package dev.tokenbudget.run;

import static dev.tokenbudget.json.JsonLine.required;

import dev.tokenbudget.json.JsonLine;
import dev.tokenbudget.json.JsonLineWriter;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The JSON form of a call in a run log; an absent field is an unknown value, or the usual one: an empty list, no tokens, an
 * inference whose usage was reported. A section of the prompt stands there as its characters and its tokens.
 */
final class CallLine {

    private CallLine() {}

    static void write(JsonLineWriter line, ModelCall call) {
        line.text("provider", call.provider());
        line.text("model", call.requestedModel());
        line.text("responseModel", call.responseModel());
        line.text("responseId", call.responseId());
        if (call.kind() != CallKind.INFERENCE) {
            line.text("kind", call.kind().name());
        }
        if (call.status() != UsageStatus.REPORTED) {
            line.text("status", call.status().name());
        }
        line.object("usage", usage -> write(usage, call.usage()));
        line.number("toolCalls", call.toolCalls());
        line.text("stopReason", call.stopReason());
        line.flag("streamed", call.streamed());
        line.text("started", call.started().toString());
        line.number("latencyMs", call.latency().toMillis());
        line.text("source", call.source().name());
        line.text("agent", call.agent());
        line.texts("labels", call.labels());
        call.prompt().ifPresent(sections -> line.object("prompt", prompt -> write(prompt, sections)));
        if (!call.anomalies().isEmpty()) {
            line.list("anomalies", call.anomalies(), CallLine::write);
        }
    }

    static ModelCall read(JsonLine line) throws IOException {
        String provider = null;
        String model = null;
        Optional<String> responseModel = Optional.empty();
        Optional<String> responseId = Optional.empty();
        CallKind kind = CallKind.INFERENCE;
        UsageStatus status = UsageStatus.REPORTED;
        TokenUsage usage = null;
        int toolCalls = 0;
        Optional<String> stopReason = Optional.empty();
        boolean streamed = false;
        Instant started = null;
        long latencyMs = 0;
        UsageSource source = null;
        Optional<String> agent = Optional.empty();
        Map<String, String> labels = Map.of();
        Optional<PromptSections> prompt = Optional.empty();
        List<Anomaly> anomalies = List.of();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "provider" -> provider = line.repeatedText();
                case "model" -> model = line.repeatedText();
                case "responseModel" -> responseModel = Optional.of(line.repeatedText());
                case "responseId" -> responseId = Optional.of(line.text());
                case "kind" -> kind = line.constant(CallKind.class);
                case "status" -> status = line.constant(UsageStatus.class);
                case "usage" -> usage = readUsage(line);
                case "toolCalls" -> toolCalls = line.wholeInt();
                case "stopReason" -> stopReason = Optional.of(line.repeatedText());
                case "streamed" -> streamed = line.flag();
                case "started" -> started = Moment.parse(line.text());
                case "latencyMs" -> latencyMs = line.wholeLong();
                case "source" -> source = line.constant(UsageSource.class);
                case "agent" -> agent = Optional.of(line.repeatedText());
                case "labels" -> labels = line.map(JsonLine::repeatedText);
                case "prompt" -> prompt = Optional.of(readPrompt(line));
                case "anomalies" -> anomalies = line.list(CallLine::readAnomaly);
                default -> throw JsonLine.unknown(field);
            }
        }
        return new ModelCall(
                required(provider, "provider"),
                required(model, "model"),
                responseModel,
                responseId,
                kind,
                status,
                required(usage, "usage"),
                toolCalls,
                stopReason,
                streamed,
                required(started, "started"),
                Duration.ofMillis(latencyMs),
                required(source, "source"),
                agent,
                labels,
                prompt,
                anomalies);
    }

    private static void write(JsonLineWriter line, TokenUsage usage) {
        line.number("input", usage.input());
        line.number("output", usage.output());
        line.number("cacheRead", usage.cacheRead());
        line.number("cacheWrite", usage.cacheWrite());
        line.number("cacheWrite5m", usage.cacheWrite5m());
        line.number("cacheWrite1h", usage.cacheWrite1h());
        line.number("reasoning", usage.reasoning());
    }

    private static TokenUsage readUsage(JsonLine line) throws IOException {
        OptionalLong input = OptionalLong.empty();
        OptionalLong output = OptionalLong.empty();
        OptionalLong cacheRead = OptionalLong.empty();
        OptionalLong cacheWrite = OptionalLong.empty();
        OptionalLong cacheWrite5m = OptionalLong.empty();
        OptionalLong cacheWrite1h = OptionalLong.empty();
        OptionalLong reasoning = OptionalLong.empty();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            OptionalLong tokens = OptionalLong.of(line.wholeLong());
            switch (field) {
                case "input" -> input = tokens;
                case "output" -> output = tokens;
                case "cacheRead" -> cacheRead = tokens;
                case "cacheWrite" -> cacheWrite = tokens;
                case "cacheWrite5m" -> cacheWrite5m = tokens;
                case "cacheWrite1h" -> cacheWrite1h = tokens;
                case "reasoning" -> reasoning = tokens;
                default -> throw JsonLine.unknown(field);
            }
        }
        return new TokenUsage(input, output, cacheRead, cacheWrite, cacheWrite5m, cacheWrite1h, reasoning);
    }

    private static void write(JsonLineWriter line, PromptSections prompt) {
        write(line, "system", prompt.system());
        write(line, "tools", prompt.tools());
        write(line, "history", prompt.history());
        write(line, "toolResults", prompt.toolResults());
        write(line, "user", prompt.user());
        line.number("toolCount", prompt.toolCount());
        line.text("systemHash", prompt.systemHash());
        line.text("toolsHash", prompt.toolsHash());
    }

    private static PromptSections readPrompt(JsonLine line) throws IOException {
        Section system = Section.EMPTY;
        Section tools = Section.EMPTY;
        Section history = Section.EMPTY;
        Section toolResults = Section.EMPTY;
        Section user = Section.EMPTY;
        int toolCount = 0;
        Optional<String> systemHash = Optional.empty();
        Optional<String> toolsHash = Optional.empty();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "system" -> system = readSection(line);
                case "tools" -> tools = readSection(line);
                case "history" -> history = readSection(line);
                case "toolResults" -> toolResults = readSection(line);
                case "user" -> user = readSection(line);
                case "toolCount" -> toolCount = line.wholeInt();
                case "systemHash" -> systemHash = Optional.of(line.repeatedText());
                case "toolsHash" -> toolsHash = Optional.of(line.repeatedText());
                default -> throw JsonLine.unknown(field);
            }
        }
        return new PromptSections(system, tools, history, toolResults, user, toolCount, systemHash, toolsHash);
    }

    private static void write(JsonLineWriter line, String field, Section section) {
        if (!section.equals(Section.EMPTY)) {
            line.numbers(field, section.characters(), section.tokens());
        }
    }

    private static Section readSection(JsonLine line) throws IOException {
        line.beginArray();
        long characters = line.nextLong();
        long tokens = line.nextLong();
        line.endArray();
        return new Section(characters, tokens);
    }

    private static void write(JsonLineWriter line, Anomaly anomaly) {
        line.text("kind", anomaly.kind().name());
        line.text("detail", anomaly.detail());
    }

    private static Anomaly readAnomaly(JsonLine line) throws IOException {
        Anomaly.Kind kind = null;
        String detail = null;
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "kind" -> kind = line.constant(Anomaly.Kind.class);
                case "detail" -> detail = line.text();
                default -> throw JsonLine.unknown(field);
            }
        }
        return new Anomaly(required(kind, "kind"), required(detail, "detail"));
    }
}
