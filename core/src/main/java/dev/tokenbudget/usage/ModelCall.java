package dev.tokenbudget.usage;

import static java.util.Objects.requireNonNull;

import dev.tokenbudget.internal.text.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One request to a model and what it used.
 *
 * @param provider who answered, as the upstream's name: {@code openai}, {@code anthropic}, …
 * @param requestedModel the model that the agent asked for
 * @param responseModel the model that the provider says answered, often a dated snapshot
 * @param responseId the provider's id of the response; the same id counts once
 * @param kind what the call was made for
 * @param status how much of the usage is known
 * @param usage the tokens
 * @param toolCalls number of tool calls that the model requested in its answer
 * @param stopReason why the model stopped, in the provider's own word
 * @param streamed whether the answer came as a stream
 * @param started when the request was sent
 * @param latency from the request to the end of the answer
 * @param source who reported the call
 * @param agent the agent inside a multi-agent run that made the call
 * @param labels free names and values that reports group by
 * @param prompt what the prompt was made of, where the request was seen
 * @param serviceTier the provider's word for how the call was served, where that has other prices than usual, such as
 *     {@code batch}, {@code flex} or {@code priority}
 * @param anomalies contradictions in the provider's numbers
 */
@API(status = Status.STABLE, since = "0.1")
public record ModelCall(
        String provider,
        String requestedModel,
        Optional<String> responseModel,
        Optional<String> responseId,
        CallKind kind,
        UsageStatus status,
        TokenUsage usage,
        int toolCalls,
        Optional<String> stopReason,
        boolean streamed,
        Instant started,
        Duration latency,
        UsageSource source,
        Optional<String> agent,
        Map<String, String> labels,
        Optional<PromptSections> prompt,
        Optional<String> serviceTier,
        List<Anomaly> anomalies) {

    /** Why an answer ended that the provider did not begin, or gave up: OpenAI's words. */
    private static final Set<String> FAILURES = Set.of("failed", "cancelled", "expired");

    public ModelCall {
        labels = Labels.sorted(labels);
        anomalies = List.copyOf(anomalies);
    }

    /**
     * Start a call to {@code requestedModel} of {@code provider}; what is not set stays unknown.
     *
     * @param provider the upstream's name
     * @param requestedModel the model asked for
     */
    public static Builder builder(String provider, String requestedModel) {
        return new Builder(provider, requestedModel);
    }

    /**
     * Start a call that was made, but of which nothing can be told because reading it failed: its usage is unknown.
     *
     * @param source who saw the call
     * @param failure what kept it from being read
     */
    public static Builder unreadable(UsageSource source, Throwable failure) {
        return new Builder("unknown", "unknown")
                .source(source)
                .status(UsageStatus.UNKNOWN)
                .anomalies(List.of(new Anomaly(Anomaly.Kind.UNREADABLE, failure.toString())));
    }

    /** Whether the call was accepted by the provider, and so counts as a call of its run. */
    public boolean isBilled() {
        return status != UsageStatus.NOT_BILLED;
    }

    /** Whether this call's tokens are known well enough to be a part of a sample. */
    public boolean isMeasurable() {
        return switch (status) {
            case NOT_BILLED -> true;
            case PARTIAL, UNKNOWN -> false;
            case REPORTED ->
                kind == CallKind.RERANK
                        || (usage.input().orElse(-1) >= 0 && usage.output().orElse(-1) >= 0 && !lacksInput());
        };
    }

    /**
     * Whether the provider reported an input of 0 for a prompt that it answered. Prompts that are answered are not empty; an
     * answer that failed may have used nothing.
     */
    public boolean lacksInput() {
        if (status != UsageStatus.REPORTED || usage.input().orElse(-1) != 0) {
            return false;
        }
        boolean answered = kind == CallKind.INFERENCE
                && stopReason.filter(FAILURES::contains).isEmpty();
        return usage.output().orElse(0) > 0 || answered;
    }

    /** Return this call as a builder, to change some of it. */
    public Builder toBuilder() {
        Builder builder = new Builder(provider, requestedModel)
                .kind(kind)
                .status(status)
                .usage(usage)
                .toolCalls(toolCalls)
                .streamed(streamed)
                .started(started)
                .latency(latency)
                .source(source)
                .labels(labels)
                .anomalies(anomalies);
        responseModel.ifPresent(builder::responseModel);
        responseId.ifPresent(builder::responseId);
        stopReason.ifPresent(builder::stopReason);
        agent.ifPresent(builder::agent);
        prompt.ifPresent(builder::prompt);
        serviceTier.ifPresent(builder::serviceTier);
        return builder;
    }

    /** Collects what is known of a call. */
    public static final class Builder {
        private final String provider;
        private String requestedModel;
        private Optional<String> responseModel = Optional.empty();
        private Optional<String> responseId = Optional.empty();
        private CallKind kind = CallKind.INFERENCE;
        private Optional<UsageStatus> status = Optional.empty();
        private TokenUsage usage = TokenUsage.unknown();
        private int toolCalls;
        private Optional<String> stopReason = Optional.empty();
        private boolean streamed;
        private Instant started = Instant.EPOCH;
        private Duration latency = Duration.ZERO;
        private UsageSource source = UsageSource.MANUAL;
        private Optional<String> agent = Optional.empty();
        private final Map<String, String> labels = new TreeMap<>();
        private Optional<PromptSections> prompt = Optional.empty();
        private Optional<String> serviceTier = Optional.empty();
        private final List<Anomaly> anomalies = new ArrayList<>();

        private Builder(String provider, String requestedModel) {
            this.provider = requireNonNull(provider, "provider");
            this.requestedModel = requireNonNull(requestedModel, "requestedModel");
        }

        public Builder requestedModel(String model) {
            this.requestedModel = requireNonNull(model, "requestedModel");
            return this;
        }

        public Builder responseModel(String model) {
            this.responseModel = Optional.of(model);
            return this;
        }

        public Builder responseId(String id) {
            this.responseId = Optional.of(id);
            return this;
        }

        public Builder kind(CallKind kind) {
            this.kind = kind;
            return this;
        }

        /** Set how much is known; where it is not set, a usage with both sums is REPORTED, any other UNKNOWN. */
        public Builder status(UsageStatus status) {
            this.status = Optional.of(status);
            return this;
        }

        public Builder usage(TokenUsage usage) {
            this.usage = requireNonNull(usage, "usage");
            return this;
        }

        public Builder toolCalls(int number) {
            this.toolCalls = number;
            return this;
        }

        public Builder stopReason(String reason) {
            this.stopReason = Optional.of(reason);
            return this;
        }

        public Builder streamed(boolean streamed) {
            this.streamed = streamed;
            return this;
        }

        public Builder started(Instant started) {
            this.started = started;
            return this;
        }

        public Builder latency(Duration latency) {
            this.latency = latency;
            return this;
        }

        public Builder source(UsageSource source) {
            this.source = source;
            return this;
        }

        public Builder agent(String name) {
            this.agent = Optional.of(name);
            return this;
        }

        public Builder label(String name, String value) {
            this.labels.put(name, value);
            return this;
        }

        public Builder labels(Map<String, String> labels) {
            this.labels.putAll(labels);
            return this;
        }

        public Builder prompt(PromptSections sections) {
            this.prompt = Optional.of(sections);
            return this;
        }

        /** Set how the call was served, where that has other prices than usual. */
        public Builder serviceTier(String name) {
            this.serviceTier = Optional.of(name);
            return this;
        }

        /** Add contradictions beside those that {@link TokenUsage#anomalies()} finds by itself. */
        public Builder anomalies(List<Anomaly> anomalies) {
            this.anomalies.addAll(anomalies);
            return this;
        }

        /** Set the contradictions in place of those that were added before. */
        public Builder onlyAnomalies(List<Anomaly> anomalies) {
            this.anomalies.clear();
            return anomalies(anomalies);
        }

        public ModelCall build() {
            List<Anomaly> all = new ArrayList<>(usage.anomalies());
            anomalies.stream().filter(anomaly -> !all.contains(anomaly)).forEach(all::add);
            UsageStatus known = usage.total().isPresent() ? UsageStatus.REPORTED : UsageStatus.UNKNOWN;
            ModelCall call = call(status.orElse(known), all);
            Anomaly noInput = new Anomaly(
                    Anomaly.Kind.NO_INPUT,
                    "input = 0 beside output = " + usage.output().orElse(0));
            if (!call.lacksInput() || all.contains(noInput)) {
                return call;
            }
            all.add(noInput);
            return call(call.status(), all);
        }

        private ModelCall call(UsageStatus known, List<Anomaly> all) {
            return new ModelCall(
                    provider,
                    requestedModel,
                    responseModel,
                    responseId,
                    kind,
                    known,
                    usage,
                    toolCalls,
                    stopReason,
                    streamed,
                    started,
                    latency,
                    source,
                    agent,
                    labels,
                    prompt,
                    serviceTier,
                    all);
        }
    }
}
