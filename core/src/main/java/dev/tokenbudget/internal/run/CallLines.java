package dev.tokenbudget.internal.run;

import static dev.tokenbudget.internal.json.JsonLine.required;

import dev.tokenbudget.internal.json.JsonLine;
import dev.tokenbudget.internal.json.JsonLineWriter;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON form of the calls of a run, in their order, or of a loose call. What a call has in common with the one before it
 * is left out: the calls of an agent differ in little but their tokens. A null says that the call has nothing of the kind.
 * Of its own each call has its response id, time and anomalies, which an absent field leaves unknown or empty.
 */
final class CallLines {

    /** What the first call has where it says nothing else. */
    private static final ModelCall USUAL =
            ModelCall.builder("", "").status(UsageStatus.REPORTED).build();

    private ModelCall before = USUAL;

    void writeNext(JsonLineWriter line, ModelCall call) {
        boolean isFirst = before == USUAL;
        if (isFirst || !call.provider().equals(before.provider())) {
            line.text("provider", call.provider());
        }
        if (isFirst || !call.requestedModel().equals(before.requestedModel())) {
            line.text("model", call.requestedModel());
        }
        line.changed("responseModel", call.responseModel(), before.responseModel());
        line.text("responseId", call.responseId());
        if (call.kind() != before.kind()) {
            line.text("kind", call.kind().name());
        }
        if (call.status() != before.status()) {
            line.text("status", call.status().name());
        }
        line.object("usage", usage -> UsageFields.write(usage, call.usage(), before.usage()));
        if (call.toolCalls() != before.toolCalls()) {
            line.number("toolCalls", call.toolCalls());
        }
        line.changed("stopReason", call.stopReason(), before.stopReason());
        if (call.streamed() != before.streamed()) {
            line.flag("streamed", call.streamed());
        }
        line.text("started", call.started().toString());
        line.number("latencyMs", call.latency().toMillis());
        if (isFirst || call.source() != before.source()) {
            line.text("source", call.source().name());
        }
        line.changed("agent", call.agent(), before.agent());
        if (!call.labels().equals(before.labels())) {
            line.texts("labels", call.labels());
        }
        writePrompt(line, call.prompt());
        line.changed("serviceTier", call.serviceTier(), before.serviceTier());
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
        Optional<String> serviceTier = before.serviceTier();
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
                case "usage" -> usage = UsageFields.read(line, before.usage());
                case "toolCalls" -> toolCalls = line.wholeInt();
                case "stopReason" -> stopReason = line.textOrNull();
                case "streamed" -> streamed = line.flag();
                case "started" -> started = Moment.parse(line.text());
                case "latencyMs" -> latencyMs = line.wholeLong();
                case "source" -> source = line.constant(UsageSource.class);
                case "agent" -> agent = line.textOrNull();
                case "labels" -> labels = line.map(JsonLine::repeatedText);
                case "prompt" ->
                    prompt = line.isNull() ? Optional.empty() : Optional.of(PromptFields.read(line, promptBefore()));
                case "serviceTier" -> serviceTier = line.textOrNull();
                case "anomalies" -> anomalies = line.list(CallLines::readAnomaly);
                default -> throw JsonLine.unknown(field);
            }
        }
        ModelCall.Builder call = ModelCall.builder(required(provider, "provider"), required(model, "model"))
                .kind(kind)
                .status(status)
                .usage(required(usage, "usage"))
                .toolCalls(toolCalls)
                .streamed(streamed)
                .started(required(started, "started"))
                .latency(Duration.ofMillis(latencyMs))
                .source(required(source, "source"))
                .labels(labels)
                .anomalies(anomalies);
        responseModel.ifPresent(call::responseModel);
        responseId.ifPresent(call::responseId);
        stopReason.ifPresent(call::stopReason);
        agent.ifPresent(call::agent);
        prompt.ifPresent(call::prompt);
        serviceTier.ifPresent(call::serviceTier);
        before = call.build();
        return before;
    }

    private void writePrompt(JsonLineWriter line, Optional<PromptSections> prompt) {
        if (prompt.equals(before.prompt())) {
            return;
        }
        prompt.ifPresentOrElse(
                known -> line.object("prompt", fields -> PromptFields.write(fields, known, promptBefore())),
                () -> line.nothing("prompt"));
    }

    private PromptSections promptBefore() {
        return before.prompt().orElse(PromptSections.NONE);
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
