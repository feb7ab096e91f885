package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.runlog.CallJson;
import dev.tokenbudget.internal.runlog.PromptJson;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a call in a recording: that of run logs, without times, and without what is so in nearly every call or
 * what the exchange tells already.
 */
record RecordedCallJson(
        @Nullable String provider,
        @Nullable String model,
        @Nullable String responseModel,
        @Nullable String responseId,
        @Nullable CallKind kind,
        @Nullable UsageStatus status,
        @Nullable Integer toolCalls,
        @Nullable List<String> calledTools,
        @Nullable String stopReason,
        @Nullable Boolean streamed,
        @Nullable String agent,
        @Nullable Map<String, String> labels,
        @Nullable String serviceTier,
        @Nullable List<Anomaly> anomalies,
        @JsonProperty(required = true) CallJson.UsageJson usage,
        @Nullable JsonNode prompt) {

    static final String USAGE = "usage";
    static final String PROMPT = "prompt";

    private static final ObjectNode USUAL_PROMPT = (ObjectNode)
            JsonFile.parse("{\"opaqueCharacters\": 0, \"toolCount\": 0, \"repeatedToolCalls\": 0, \"whole\": true}")
                    .orElseThrow();

    /**
     * Return the JSON form of {@code call}.
     *
     * @param upstream the upstream of its exchange
     * @param agent the agent of its exchange, where that is known
     */
    static RecordedCallJson of(ModelCall call, String upstream, @Nullable String agent) {
        CallJson json = CallJson.of(call);
        return new RecordedCallJson(
                json.provider().equals(upstream) ? null : json.provider(),
                json.model().equals(json.responseModel()) ? null : json.model(),
                json.responseModel(),
                json.responseId(),
                json.kind() == CallKind.INFERENCE ? null : json.kind(),
                json.status() == UsageStatus.REPORTED ? null : json.status(),
                json.toolCalls() == 0 ? null : json.toolCalls(),
                json.calledTools(),
                json.stopReason(),
                json.streamed() ? true : null,
                json.agent() == null || json.agent().equals(agent) ? null : json.agent(),
                json.labels(),
                json.serviceTier(),
                json.anomalies(),
                json.usage(),
                json.prompt() == null ? null : withoutUsual(json.prompt()));
    }

    private static JsonNode withoutUsual(PromptJson prompt) {
        ObjectNode tree = (ObjectNode) JsonFile.tree(prompt);
        USUAL_PROMPT.properties().forEach(usual -> {
            if (usual.getValue().asText().equals(tree.path(usual.getKey()).asText())) {
                tree.remove(usual.getKey());
            }
        });
        return tree;
    }

    /**
     * Return the call.
     *
     * @param pointer where it stands in its file
     */
    ModelCall toCall(String upstream, @Nullable String agentOfExchange, PartsJson parts, String pointer) {
        String asked = model == null ? responseModel : model;
        if (asked == null) {
            throw new MalformedPartException(pointer, "the field \"model\" is missing.");
        }
        return new CallJson(
                        provider == null ? upstream : provider,
                        asked,
                        responseModel,
                        responseId,
                        kind == null ? CallKind.INFERENCE : kind,
                        status == null ? UsageStatus.REPORTED : status,
                        usage,
                        null,
                        toolCalls == null ? 0 : toolCalls,
                        calledTools,
                        stopReason,
                        null,
                        streamed != null && streamed,
                        Instant.EPOCH.toString(),
                        0,
                        null,
                        UsageSource.GATEWAY,
                        agent == null ? agentOfExchange : agent,
                        labels,
                        prompt == null ? null : promptOf(parts.resolve(prompt, pointer + "/prompt"), pointer),
                        serviceTier,
                        anomalies,
                        null,
                        null)
                .toCall();
    }

    private static PromptJson promptOf(JsonNode tree, String pointer) {
        if (!(tree instanceof ObjectNode known)) {
            throw new MalformedPartException(pointer + "/prompt", "the field \"prompt\" must be an object, { … }.");
        }
        try {
            ObjectNode whole = USUAL_PROMPT.deepCopy();
            return JsonFile.record(whole.setAll(known), PromptJson.class);
        } catch (IllegalArgumentException e) {
            throw new MalformedPartException(pointer + "/prompt", String.valueOf(e.getMessage()));
        }
    }
}
