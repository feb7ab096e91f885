package dev.tokenbudget.usage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** One request to a model and what it used. */
@API(status = Status.STABLE, since = "0.1")
public sealed interface ModelCall permits DescribedCall {

    /**
     * Start a call to {@code requestedModel} of {@code provider}; what is not set stays unknown.
     *
     * @param provider the upstream's name
     * @param requestedModel the model asked for
     */
    static Builder builder(String provider, String requestedModel) {
        return new Builder(provider, requestedModel);
    }

    /**
     * Start a call that was made, but of which nothing can be told because reading it failed: its usage is unknown.
     *
     * @param source who saw the call
     * @param failure what kept it from being read
     */
    static Builder unreadable(UsageSource source, Throwable failure) {
        return new Builder("unknown", "unknown")
                .source(source)
                .status(UsageStatus.UNKNOWN)
                .anomalies(List.of(new Anomaly(Anomaly.Kind.UNREADABLE, failure.toString())));
    }

    /** Return who answered, as the upstream's name: {@code openai}, {@code anthropic}, …. */
    String provider();

    /** Return the model that the agent asked for. */
    String requestedModel();

    /** Return the model that the provider says answered, often a dated snapshot. */
    Optional<String> responseModel();

    /** Return the provider's id of the response; the same id counts once. */
    Optional<String> responseId();

    /** Return what the call was made for. */
    CallKind kind();

    /** Return how much of the usage is known. */
    UsageStatus status();

    /** Return the tokens. */
    TokenUsage usage();

    /** Return the number of tool calls that the model requested in its answer. */
    int toolCalls();

    /** Return why the model stopped, in the provider's own word. */
    Optional<String> stopReason();

    /** Whether the answer came as a stream. */
    boolean streamed();

    /** Return when the request was sent. */
    Instant started();

    /** Return from the request to the end of the answer. */
    Duration latency();

    /** Return who reported the call. */
    UsageSource source();

    /** Return the agent inside a multi-agent run that made the call. */
    Optional<String> agent();

    /** Return the free names and values that reports group by. */
    Map<String, String> labels();

    /** Return what the prompt was made of, where the request was seen. */
    Optional<PromptSections> prompt();

    /**
     * Return the provider's word for how the call was served, where that has other prices than usual, such as {@code
     * batch}, {@code flex} or {@code priority}.
     */
    Optional<String> serviceTier();

    /** Return the contradictions in the provider's numbers. */
    List<Anomaly> anomalies();

    /** Whether the call was accepted by the provider, and so counts as a call of its run. */
    boolean isBilled();

    /** Whether this call's tokens are known well enough to be a part of a sample. */
    boolean isMeasurable();

    /**
     * Whether the provider reported an input of 0 for a prompt that it answered. Prompts that are answered are not empty; an
     * answer that failed may have used nothing.
     */
    boolean lacksInput();

    /** Return this call as a builder, to change some of it. */
    Builder toBuilder();

    /** Collects what is known of a call. */
    final class Builder {
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

        Builder(String provider, String requestedModel) {
            this.provider = requireNonNull(provider, "provider");
            this.requestedModel = requireNonNull(requestedModel, "requestedModel");
        }

        /** Set {@link ModelCall#requestedModel()}. */
        public Builder requestedModel(String model) {
            this.requestedModel = requireNonNull(model, "requestedModel");
            return this;
        }

        /** Set {@link ModelCall#responseModel()}. */
        public Builder responseModel(String model) {
            this.responseModel = Optional.of(model);
            return this;
        }

        /** Set {@link ModelCall#responseId()}. */
        public Builder responseId(String id) {
            this.responseId = Optional.of(id);
            return this;
        }

        /** Set {@link ModelCall#kind()}. */
        public Builder kind(CallKind kind) {
            this.kind = kind;
            return this;
        }

        /** Set how much is known; where it is not set, a usage with both sums is REPORTED, any other UNKNOWN. */
        public Builder status(UsageStatus status) {
            this.status = Optional.of(status);
            return this;
        }

        /** Set {@link ModelCall#usage()}. */
        public Builder usage(TokenUsage usage) {
            this.usage = requireNonNull(usage, "usage");
            return this;
        }

        /** Set {@link ModelCall#toolCalls()}. */
        public Builder toolCalls(int number) {
            this.toolCalls = number;
            return this;
        }

        /** Set {@link ModelCall#stopReason()}. */
        public Builder stopReason(String reason) {
            this.stopReason = Optional.of(reason);
            return this;
        }

        /** Set {@link ModelCall#streamed()}. */
        public Builder streamed(boolean streamed) {
            this.streamed = streamed;
            return this;
        }

        /** Set {@link ModelCall#started()}. */
        public Builder started(Instant started) {
            this.started = started;
            return this;
        }

        /** Set {@link ModelCall#latency()}. */
        public Builder latency(Duration latency) {
            this.latency = latency;
            return this;
        }

        /** Set {@link ModelCall#source()}. */
        public Builder source(UsageSource source) {
            this.source = source;
            return this;
        }

        /** Set {@link ModelCall#agent()}. */
        public Builder agent(String name) {
            this.agent = Optional.of(name);
            return this;
        }

        /** Add a free name and value that reports group by. */
        public Builder label(String name, String value) {
            this.labels.put(name, value);
            return this;
        }

        /** Add free names and values that reports group by. */
        public Builder labels(Map<String, String> labels) {
            this.labels.putAll(labels);
            return this;
        }

        /** Set {@link ModelCall#prompt()}. */
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

        /** Return the call. */
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
            return new DescribedCall(
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
