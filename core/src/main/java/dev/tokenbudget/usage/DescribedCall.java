package dev.tokenbudget.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is known of a {@link ModelCall}. */
record DescribedCall(
        String provider,
        String requestedModel,
        Optional<String> responseModel,
        Optional<String> responseId,
        CallKind kind,
        UsageStatus status,
        TokenUsage usage,
        ModelCall.Role role,
        int toolCalls,
        List<String> calledTools,
        Optional<String> stopReason,
        Optional<AnswerForm> answerForm,
        boolean streamed,
        Instant started,
        Duration latency,
        Optional<Duration> timeToFirstToken,
        UsageSource source,
        Optional<String> agent,
        Map<String, String> labels,
        Optional<PromptSections> prompt,
        Optional<String> serviceTier,
        List<Anomaly> anomalies,
        UsageBasis basis,
        long inputError)
        implements ModelCall {

    /** Why an answer ended that the provider did not begin, or gave up: OpenAI's words. */
    private static final Set<String> FAILURES = Set.of("failed", "cancelled", "expired");

    DescribedCall {
        labels = labels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
        anomalies = List.copyOf(anomalies);
        calledTools = List.copyOf(calledTools);
    }

    @Override
    public boolean isBilled() {
        return status != UsageStatus.NOT_BILLED;
    }

    @Override
    public boolean isMeasurable() {
        return switch (status) {
            case NOT_BILLED -> true;
            case PARTIAL, UNKNOWN -> false;
            case REPORTED ->
                kind == CallKind.RERANK
                        || (KnownUsage.isPossible(usage.input())
                                && KnownUsage.isPossible(usage.output())
                                && !lacksInput());
        };
    }

    @Override
    public boolean lacksInput() {
        if (status != UsageStatus.REPORTED || usage.input().orElse(-1) != 0) {
            return false;
        }
        boolean answered = kind == CallKind.INFERENCE
                && stopReason.filter(FAILURES::contains).isEmpty();
        return usage.output().orElse(0) > 0 || answered;
    }

    @Override
    public Builder toBuilder() {
        Builder builder = ModelCall.builder(provider, requestedModel)
                .kind(kind)
                .status(status)
                .usage(usage)
                .role(role)
                .toolCalls(toolCalls)
                .calledTools(calledTools)
                .streamed(streamed)
                .started(started)
                .latency(latency)
                .source(source)
                .labels(labels)
                .anomalies(anomalies)
                .basis(basis, inputError);
        responseModel.ifPresent(builder::responseModel);
        responseId.ifPresent(builder::responseId);
        stopReason.ifPresent(builder::stopReason);
        answerForm.ifPresent(builder::answerForm);
        agent.ifPresent(builder::agent);
        prompt.ifPresent(builder::prompt);
        timeToFirstToken.ifPresent(builder::timeToFirstToken);
        serviceTier.ifPresent(builder::serviceTier);
        return builder;
    }
}
