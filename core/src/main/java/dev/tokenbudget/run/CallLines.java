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
 * The JSON form of the calls of a run, in their order, or of a loose call. What a call has in common with the one before it
 * is left out: the calls of an agent differ in little but their tokens. A null says that the call has nothing of the kind.
 * Of its own each call has its response id, time and anomalies, which an absent field leaves unknown or empty. A section of
 * the prompt stands there as its characters and its tokens.
 */
final class CallLines {

    /** What the first call has where it says nothing else. */
    private static final ModelCall USUAL =
            ModelCall.builder("", "").status(UsageStatus.REPORTED).build();

    private static final PromptSections NO_PROMPT = new PromptSections(
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            Section.EMPTY,
            0,
            Optional.empty(),
            Optional.empty());

    private ModelCall before = USUAL;

    void writeNext(JsonLineWriter line, ModelCall call) {
        boolean isFirst = before == USUAL;
        if (isFirst || !call.provider().equals(before.provider())) {
            line.text("provider", call.provider());
        }
        if (isFirst || !call.requestedModel().equals(before.requestedModel())) {
            line.text("model", call.requestedModel());
        }
        writeChange(line, "responseModel", call.responseModel(), before.responseModel());
        line.text("responseId", call.responseId());
        if (call.kind() != before.kind()) {
            line.text("kind", call.kind().name());
        }
        if (call.status() != before.status()) {
            line.text("status", call.status().name());
        }
        line.object("usage", usage -> writeChanges(usage, call.usage(), before.usage()));
        if (call.toolCalls() != before.toolCalls()) {
            line.number("toolCalls", call.toolCalls());
        }
        writeChange(line, "stopReason", call.stopReason(), before.stopReason());
        if (call.streamed() != before.streamed()) {
            line.flag("streamed", call.streamed());
        }
        line.text("started", call.started().toString());
        line.number("latencyMs", call.latency().toMillis());
        if (isFirst || call.source() != before.source()) {
            line.text("source", call.source().name());
        }
        writeChange(line, "agent", call.agent(), before.agent());
        if (!call.labels().equals(before.labels())) {
            line.texts("labels", call.labels());
        }
        writePrompt(line, call.prompt());
        if (!call.anomalies().isEmpty()) {
            line.list("anomalies", call.anomalies(), CallLines::write);
        }
        before = call;
    }

    ModelCall readNext(JsonLine line) throws IOException {
        boolean isFirst = before == USUAL;
        String provider = isFirst ? null : before.provider();
        String model = isFirst ? null : before.requestedModel();
        Optional<String> responseModel = before.responseModel();
        Optional<String> responseId = Optional.empty();
        CallKind kind = before.kind();
        UsageStatus status = before.status();
        TokenUsage usage = null;
        int toolCalls = before.toolCalls();
        Optional<String> stopReason = before.stopReason();
        boolean streamed = before.streamed();
        Instant started = null;
        long latencyMs = 0;
        UsageSource source = isFirst ? null : before.source();
        Optional<String> agent = before.agent();
        Map<String, String> labels = before.labels();
        Optional<PromptSections> prompt = before.prompt();
        List<Anomaly> anomalies = List.of();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "provider" -> provider = line.repeatedText();
                case "model" -> model = line.repeatedText();
                case "responseModel" -> responseModel = line.textOrNull();
                case "responseId" -> responseId = Optional.of(line.text());
                case "kind" -> kind = line.constant(CallKind.class);
                case "status" -> status = line.constant(UsageStatus.class);
                case "usage" -> usage = readUsage(line);
                case "toolCalls" -> toolCalls = line.wholeInt();
                case "stopReason" -> stopReason = line.textOrNull();
                case "streamed" -> streamed = line.flag();
                case "started" -> started = Moment.parse(line.text());
                case "latencyMs" -> latencyMs = line.wholeLong();
                case "source" -> source = line.constant(UsageSource.class);
                case "agent" -> agent = line.textOrNull();
                case "labels" -> labels = line.map(JsonLine::repeatedText);
                case "prompt" -> prompt = line.isNull() ? Optional.empty() : Optional.of(readPrompt(line));
                case "anomalies" -> anomalies = line.list(CallLines::readAnomaly);
                default -> throw JsonLine.unknown(field);
            }
        }
        before = new ModelCall(
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
        return before;
    }

    private static void writeChange(JsonLineWriter line, String field, Optional<String> text, Optional<String> before) {
        if (!text.equals(before)) {
            line.textOrNull(field, text);
        }
    }

    private static void writeChanges(JsonLineWriter line, TokenUsage usage, TokenUsage before) {
        writeChange(line, "input", usage.input(), before.input());
        writeChange(line, "output", usage.output(), before.output());
        writeChange(line, "cacheRead", usage.cacheRead(), before.cacheRead());
        writeChange(line, "cacheWrite", usage.cacheWrite(), before.cacheWrite());
        writeChange(line, "cacheWrite5m", usage.cacheWrite5m(), before.cacheWrite5m());
        writeChange(line, "cacheWrite1h", usage.cacheWrite1h(), before.cacheWrite1h());
        writeChange(line, "reasoning", usage.reasoning(), before.reasoning());
    }

    private TokenUsage readUsage(JsonLine line) throws IOException {
        TokenUsage usual = before.usage();
        OptionalLong input = usual.input();
        OptionalLong output = usual.output();
        OptionalLong cacheRead = usual.cacheRead();
        OptionalLong cacheWrite = usual.cacheWrite();
        OptionalLong cacheWrite5m = usual.cacheWrite5m();
        OptionalLong cacheWrite1h = usual.cacheWrite1h();
        OptionalLong reasoning = usual.reasoning();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            OptionalLong tokens = line.numberOrNull();
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

    private void writePrompt(JsonLineWriter line, Optional<PromptSections> prompt) {
        if (prompt.equals(before.prompt())) {
            return;
        }
        if (prompt.isEmpty()) {
            line.nothing("prompt");
            return;
        }
        line.object("prompt", sections -> writeChanges(sections, prompt.get(), promptBefore()));
    }

    private static void writeChanges(JsonLineWriter line, PromptSections prompt, PromptSections before) {
        writeChange(line, "system", prompt.system(), before.system());
        writeChange(line, "tools", prompt.tools(), before.tools());
        writeChange(line, "history", prompt.history(), before.history());
        writeChange(line, "toolResults", prompt.toolResults(), before.toolResults());
        writeChange(line, "user", prompt.user(), before.user());
        if (prompt.toolCount() != before.toolCount()) {
            line.number("toolCount", prompt.toolCount());
        }
        writeChange(line, "systemHash", prompt.systemHash(), before.systemHash());
        writeChange(line, "toolsHash", prompt.toolsHash(), before.toolsHash());
    }

    private PromptSections readPrompt(JsonLine line) throws IOException {
        PromptSections usual = promptBefore();
        Section system = usual.system();
        Section tools = usual.tools();
        Section history = usual.history();
        Section toolResults = usual.toolResults();
        Section user = usual.user();
        int toolCount = usual.toolCount();
        Optional<String> systemHash = usual.systemHash();
        Optional<String> toolsHash = usual.toolsHash();
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "system" -> system = readSection(line);
                case "tools" -> tools = readSection(line);
                case "history" -> history = readSection(line);
                case "toolResults" -> toolResults = readSection(line);
                case "user" -> user = readSection(line);
                case "toolCount" -> toolCount = line.wholeInt();
                case "systemHash" -> systemHash = line.textOrNull();
                case "toolsHash" -> toolsHash = line.textOrNull();
                default -> throw JsonLine.unknown(field);
            }
        }
        return new PromptSections(system, tools, history, toolResults, user, toolCount, systemHash, toolsHash);
    }

    private PromptSections promptBefore() {
        return before.prompt().orElse(NO_PROMPT);
    }

    private static void writeChange(JsonLineWriter line, String field, OptionalLong number, OptionalLong before) {
        if (!number.equals(before)) {
            line.numberOrNull(field, number);
        }
    }

    private static void writeChange(JsonLineWriter line, String field, Section section, Section before) {
        if (!section.equals(before)) {
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
