package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.Anomaly;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ModelCall.AnswerForm;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageBasis;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The JSON form of a call; what is absent is unknown, or there is none of it. */
public record CallJson(
        @JsonProperty(required = true) String provider,
        @JsonProperty(required = true) String model,
        @Nullable String responseModel,
        @Nullable String responseId,
        @JsonProperty(required = true) CallKind kind,
        @JsonProperty(required = true) UsageStatus status,
        @JsonProperty(required = true) UsageJson usage,
        ModelCall.@Nullable Role role,
        int toolCalls,
        @Nullable List<String> calledTools,
        @Nullable String stopReason,
        @Nullable AnswerForm answerForm,
        boolean streamed,
        @JsonProperty(required = true) String started,
        long latencyMs,
        @Nullable Long timeToFirstTokenMs,
        @JsonProperty(required = true) UsageSource source,
        @Nullable String agent,
        @Nullable Map<String, String> labels,
        @Nullable PromptJson prompt,
        @Nullable String serviceTier,
        @Nullable List<Anomaly> anomalies,
        @Nullable UsageBasis basis,
        @Nullable Long inputError) {

    public static CallJson of(ModelCall call) {
        return new CallJson(
                call.provider(),
                call.requestedModel(),
                call.responseModel().orElse(null),
                call.responseId().orElse(null),
                call.kind(),
                call.status(),
                UsageJson.of(call.usage()),
                call.role() == ModelCall.Role.AGENT ? null : call.role(),
                call.toolCalls(),
                call.calledTools().isEmpty() ? null : call.calledTools(),
                call.stopReason().orElse(null),
                call.answerForm().orElse(null),
                call.streamed(),
                call.started().toString(),
                call.latency().toMillis(),
                call.timeToFirstToken().map(Duration::toMillis).orElse(null),
                call.source(),
                call.agent().orElse(null),
                call.labels().isEmpty() ? null : call.labels(),
                call.prompt().map(PromptJson::of).orElse(null),
                call.serviceTier().orElse(null),
                call.anomalies().isEmpty() ? null : call.anomalies(),
                call.basis() == UsageBasis.REPORTED ? null : call.basis(),
                call.inputError() == 0 ? null : call.inputError());
    }

    /** Return the JSON form of {@code call} in the log of the run whose {@code items} these are. */
    static CallJson of(ModelCall call, PromptItems items) {
        CallJson json = of(call);
        return json.prompt == null
                ? json
                : json.withPrompt(json.prompt.inLog(
                        items.write(call),
                        call.prompt().flatMap(prompt -> prompt.repeats().previousRun())));
    }

    /** Return the call of the run whose {@code items} these are. */
    ModelCall toCall(PromptItems items) {
        ModelCall call = toCall();
        if (prompt == null || prompt.items() == null || call.prompt().isEmpty()) {
            return call;
        }
        PromptSections read = call.prompt().get();
        return call.toBuilder()
                .prompt(read.toBuilder()
                        .items(items.read(agent == null ? "" : agent, prompt.items()))
                        .build())
                .build();
    }

    private CallJson withPrompt(PromptJson other) {
        return new CallJson(
                provider,
                model,
                responseModel,
                responseId,
                kind,
                status,
                usage,
                role,
                toolCalls,
                calledTools,
                stopReason,
                answerForm,
                streamed,
                started,
                latencyMs,
                timeToFirstTokenMs,
                source,
                agent,
                labels,
                other,
                serviceTier,
                anomalies,
                basis,
                inputError);
    }

    public ModelCall toCall() {
        ModelCall.Builder call = ModelCall.builder(provider, model)
                .kind(kind)
                .status(status)
                .usage(usage.toUsage())
                .toolCalls(toolCalls)
                .streamed(streamed)
                .started(LoggedTime.parse(started))
                .latency(Duration.ofMillis(latencyMs))
                .source(source);
        set(role, call, ModelCall.Builder::role);
        set(calledTools, call, ModelCall.Builder::calledTools);
        set(responseModel, call, ModelCall.Builder::responseModel);
        set(responseId, call, ModelCall.Builder::responseId);
        set(stopReason, call, ModelCall.Builder::stopReason);
        set(answerForm, call, ModelCall.Builder::answerForm);
        set(agent, call, ModelCall.Builder::agent);
        set(labels, call, ModelCall.Builder::labels);
        set(serviceTier, call, ModelCall.Builder::serviceTier);
        set(anomalies, call, ModelCall.Builder::anomalies);
        if (timeToFirstTokenMs != null) {
            call.timeToFirstToken(Duration.ofMillis(timeToFirstTokenMs));
        }
        if (prompt != null) {
            call.prompt(prompt.toSections());
        }
        if (basis != null) {
            call.basis(basis, inputError == null ? 0 : inputError);
        }
        return call.build();
    }

    /** The setter captures nothing: one object for all calls of all runs. */
    private static <T> void set(@Nullable T value, ModelCall.Builder call, BiConsumer<ModelCall.Builder, T> setter) {
        if (value != null) {
            setter.accept(call, value);
        }
    }

    public record UsageJson(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite,
            @Nullable Long cacheWrite5m,
            @Nullable Long cacheWrite1h,
            @Nullable Long reasoning) {

        static UsageJson of(TokenUsage usage) {
            return new UsageJson(
                    orNull(usage.input()),
                    orNull(usage.output()),
                    orNull(usage.cacheRead()),
                    orNull(usage.cacheWrite()),
                    orNull(usage.cacheWrite5m()),
                    orNull(usage.cacheWrite1h()),
                    orNull(usage.reasoning()));
        }

        TokenUsage toUsage() {
            return TokenUsage.builder()
                    .input(known(input))
                    .output(known(output))
                    .cacheRead(known(cacheRead))
                    .cacheWrite(known(cacheWrite))
                    .cacheWrite5m(known(cacheWrite5m))
                    .cacheWrite1h(known(cacheWrite1h))
                    .reasoning(known(reasoning))
                    .build();
        }

        private static @Nullable Long orNull(OptionalLong tokens) {
            return tokens.isPresent() ? tokens.getAsLong() : null;
        }

        private static OptionalLong known(@Nullable Long tokens) {
            return tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens);
        }
    }
}
