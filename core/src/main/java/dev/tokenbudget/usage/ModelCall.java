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

    /** Whose call it is: what a test spends on grading answers is no cost of the agent. */
    enum Role {
        /** The agent under test made the call. */
        AGENT,
        /** The test made the call, to grade what the agent did. */
        JUDGE
    }

    /**
     * Start a call to {@code requestedModel} of {@code provider}; what is not set stays unknown.
     *
     * @param provider the upstream's name
     * @param requestedModel the model asked for
     * @return a builder of the call
     */
    static Builder builder(String provider, String requestedModel) {
        return new Builder(provider, requestedModel);
    }

    /**
     * Start a call that was made, but of which nothing can be told because reading it failed: its usage is unknown.
     *
     * @param source who saw the call
     * @param failure what kept it from being read
     * @return a builder of the call
     */
    static Builder unreadable(UsageSource source, Throwable failure) {
        return new Builder("unknown", "unknown")
                .source(source)
                .status(UsageStatus.UNKNOWN)
                .anomalies(List.of(new Anomaly(Anomaly.Kind.UNREADABLE, failure.toString())));
    }

    /** {@return who answered, as the upstream's name: {@code openai}, {@code anthropic}, …} */
    String provider();

    /** {@return the model that the agent asked for} */
    String requestedModel();

    /** {@return the model that the provider says answered, often a dated snapshot} */
    Optional<String> responseModel();

    /** {@return the provider's id of the response; the same id counts once} */
    Optional<String> responseId();

    /** {@return what the call was made for} */
    CallKind kind();

    /** {@return how much of the usage is known} */
    UsageStatus status();

    /** {@return the tokens} */
    TokenUsage usage();

    /** {@return whether the agent made the call, or a judge of what the agent did} */
    Role role();

    /**
     * {@return this call as one of {@code role}}
     *
     * @param role whose call it is
     */
    default ModelCall as(Role role) {
        return role() == role ? this : toBuilder().role(role).build();
    }

    /** {@return the number of tool calls that the model requested in its answer} */
    int toolCalls();

    /**
     * {@return the names of the tools that the model requested in its answer, in its order; fewer than
     * {@link #toolCalls()} where not every name is known}
     */
    List<String> calledTools();

    /** {@return why the model stopped, in the provider's own word} */
    Optional<String> stopReason();

    /** {@return how the answer kept to JSON; absent where it was not asked for as that, or not seen} */
    Optional<AnswerForm> answerForm();

    /** {@return whether the answer came as a stream} */
    boolean streamed();

    /** {@return when the request was sent} */
    Instant started();

    /** {@return the time from the request to the end of the answer} */
    Duration latency();

    /** {@return the time from the request to the first byte of a streamed answer; absent where it was not streamed} */
    Optional<Duration> timeToFirstToken();

    /** {@return who reported the call} */
    UsageSource source();

    /** {@return the agent inside a multi-agent run that made the call} */
    Optional<String> agent();

    /** {@return the free names and values that reports group by} */
    Map<String, String> labels();

    /** {@return what the prompt was made of, where the request was seen} */
    Optional<PromptSections> prompt();

    /**
     * {@return the provider's word for how the call was served, where that has other prices than usual, such as {@code
     * batch}, {@code flex} or {@code priority}}
     */
    Optional<String> serviceTier();

    /** Return how the input is known: from the provider, unless the call was answered from a recording. */
    UsageBasis basis();

    /** Return how many tokens the input may be off, up or down, where it is estimated; 0 or more. */
    long inputError();

    /** {@return the contradictions in the provider's numbers} */
    List<Anomaly> anomalies();

    /** {@return whether the call was accepted by the provider, and so counts as a call of its run} */
    boolean isBilled();

    /** {@return whether this call's tokens are known well enough to be a part of a sample} */
    boolean isMeasurable();

    /**
     * {@return whether the provider reported an input of 0 for a prompt that it answered} Prompts that are answered are
     * not empty; an answer that failed may have used nothing.
     */
    boolean lacksInput();

    /** {@return this call as a builder, to change some of it} */
    Builder toBuilder();

    /**
     * How an answer that was asked for as JSON kept to that. Sizes only, never text.
     *
     * @param parses whether the answer is one JSON document and nothing else
     * @param tokens its tokens as {@code o200k_base} counts them, whatever the model; 0 where nothing is beyond what was asked for
     * @param tokensBeyond those of what stands around the JSON, and of fields that the schema in the request has not
     */
    record AnswerForm(boolean parses, long tokens, long tokensBeyond) {}

    /** Collects what is known of a call. */
    final class Builder {
        private final String provider;
        private String requestedModel;
        private Optional<String> responseModel = Optional.empty();
        private Optional<String> responseId = Optional.empty();
        private CallKind kind = CallKind.INFERENCE;
        private Optional<UsageStatus> status = Optional.empty();
        private TokenUsage usage = TokenUsage.unknown();
        private Role role = Role.AGENT;
        private int toolCalls;
        private List<String> calledTools = List.of();
        private Optional<String> stopReason = Optional.empty();
        private Optional<AnswerForm> answerForm = Optional.empty();
        private boolean streamed;
        private Instant started = Instant.EPOCH;
        private Duration latency = Duration.ZERO;
        private Optional<Duration> timeToFirstToken = Optional.empty();
        private UsageSource source = UsageSource.MANUAL;
        private Optional<String> agent = Optional.empty();
        private final Map<String, String> labels = new TreeMap<>();
        private Optional<PromptSections> prompt = Optional.empty();
        private Optional<String> serviceTier = Optional.empty();
        private final List<Anomaly> anomalies = new ArrayList<>();
        private UsageBasis basis = UsageBasis.REPORTED;
        private long inputError;

        Builder(String provider, String requestedModel) {
            this.provider = requireNonNull(provider, "provider");
            this.requestedModel = requireNonNull(requestedModel, "requestedModel");
        }

        /**
         * Set {@link ModelCall#requestedModel()}.
         *
         * @param model the model's name
         * @return this builder
         */
        public Builder requestedModel(String model) {
            this.requestedModel = requireNonNull(model, "requestedModel");
            return this;
        }

        /**
         * Set {@link ModelCall#responseModel()}.
         *
         * @param model the model's name
         * @return this builder
         */
        public Builder responseModel(String model) {
            this.responseModel = Optional.of(model);
            return this;
        }

        /**
         * Set {@link ModelCall#responseId()}.
         *
         * @param id the id
         * @return this builder
         */
        public Builder responseId(String id) {
            this.responseId = Optional.of(id);
            return this;
        }

        /**
         * Set {@link ModelCall#kind()}.
         *
         * @param kind the kind
         * @return this builder
         */
        public Builder kind(CallKind kind) {
            this.kind = kind;
            return this;
        }

        /**
         * Set how much is known; where it is not set, a usage with both sums is REPORTED, any other UNKNOWN.
         *
         * @param status how much is known
         * @return this builder
         */
        public Builder status(UsageStatus status) {
            this.status = Optional.of(status);
            return this;
        }

        /**
         * Set {@link ModelCall#usage()}.
         *
         * @param usage the tokens in the normal form
         * @return this builder
         */
        public Builder usage(TokenUsage usage) {
            this.usage = requireNonNull(usage, "usage");
            return this;
        }

        /**
         * Set {@link ModelCall#role()}; it is that of the agent unless this says otherwise.
         *
         * @param role whose call it is
         * @return this builder
         */
        public Builder role(Role role) {
            this.role = requireNonNull(role, "role");
            return this;
        }

        /**
         * Set {@link ModelCall#calledTools()}.
         *
         * @param names the tools' names, in the order of the answer
         * @return this builder
         */
        public Builder calledTools(List<String> names) {
            this.calledTools = List.copyOf(names);
            return this;
        }

        /**
         * Set {@link ModelCall#toolCalls()}.
         *
         * @param number their number
         * @return this builder
         */
        public Builder toolCalls(int number) {
            this.toolCalls = number;
            return this;
        }

        /**
         * Set {@link ModelCall#answerForm()}.
         *
         * @param form how it kept to JSON
         * @return this builder
         */
        public Builder answerForm(AnswerForm form) {
            this.answerForm = Optional.of(form);
            return this;
        }

        /**
         * Set {@link ModelCall#stopReason()}.
         *
         * @param reason the provider's word
         * @return this builder
         */
        public Builder stopReason(String reason) {
            this.stopReason = Optional.of(reason);
            return this;
        }

        /**
         * Set {@link ModelCall#streamed()}.
         *
         * @param streamed {@code true} if it did
         * @return this builder
         */
        public Builder streamed(boolean streamed) {
            this.streamed = streamed;
            return this;
        }

        /**
         * Set {@link ModelCall#started()}.
         *
         * @param started that moment
         * @return this builder
         */
        public Builder started(Instant started) {
            this.started = started;
            return this;
        }

        /**
         * Set {@link ModelCall#latency()}.
         *
         * @param latency how long it took
         * @return this builder
         */
        public Builder latency(Duration latency) {
            this.latency = latency;
            return this;
        }

        /**
         * Set {@link ModelCall#timeToFirstToken()}.
         *
         * @param time how long it took until the answer began
         * @return this builder
         */
        public Builder timeToFirstToken(Duration time) {
            this.timeToFirstToken = Optional.of(time);
            return this;
        }

        /**
         * Set {@link ModelCall#source()}.
         *
         * @param source who it was
         * @return this builder
         */
        public Builder source(UsageSource source) {
            this.source = source;
            return this;
        }

        /**
         * Set {@link ModelCall#agent()}.
         *
         * @param name the name
         * @return this builder
         */
        public Builder agent(String name) {
            this.agent = Optional.of(name);
            return this;
        }

        /**
         * Add a free name and value that reports group by.
         *
         * @param name the name
         * @param value the value
         * @return this builder
         */
        public Builder label(String name, String value) {
            this.labels.put(name, value);
            return this;
        }

        /**
         * Add free names and values that reports group by.
         *
         * @param labels names and values
         * @return this builder
         */
        public Builder labels(Map<String, String> labels) {
            this.labels.putAll(labels);
            return this;
        }

        /**
         * Set {@link ModelCall#prompt()}.
         *
         * @param sections the sections
         * @return this builder
         */
        public Builder prompt(PromptSections sections) {
            this.prompt = Optional.of(sections);
            return this;
        }

        /**
         * Set how the call was served, where that has other prices than usual.
         *
         * @param name the provider's word for it, such as {@code batch}
         * @return this builder
         */
        public Builder serviceTier(String name) {
            this.serviceTier = Optional.of(name);
            return this;
        }

        /**
         * Add contradictions beside those that {@link TokenUsage#anomalies()} finds by itself.
         *
         * @param anomalies the contradictions
         * @return this builder
         */
        public Builder anomalies(List<Anomaly> anomalies) {
            this.anomalies.addAll(anomalies);
            return this;
        }

        /**
         * Set the contradictions in place of those that were added before.
         *
         * @param anomalies the contradictions
         * @return this builder
         */
        public Builder onlyAnomalies(List<Anomaly> anomalies) {
            this.anomalies.clear();
            return anomalies(anomalies);
        }

        /**
         * Set how the input is known; it is reported unless this says otherwise.
         *
         * @param basis where the number comes from
         * @param error how many tokens it may be off, up or down; 0 or more
         */
        public Builder basis(UsageBasis basis, long error) {
            this.basis = requireNonNull(basis, "basis");
            this.inputError = error;
            return this;
        }

        /** {@return the call} */
        public ModelCall build() {
            List<Anomaly> all = new ArrayList<>(usage.anomalies());
            for (Anomaly anomaly : anomalies) {
                if (!all.contains(anomaly)) {
                    all.add(anomaly);
                }
            }
            UsageStatus known = usage.total().isPresent() ? UsageStatus.REPORTED : UsageStatus.UNKNOWN;
            ModelCall call = call(status.orElse(known), all);
            if (!call.lacksInput()) {
                return call;
            }
            Anomaly noInput = new Anomaly(
                    Anomaly.Kind.NO_INPUT,
                    "input = 0 beside output = " + usage.output().orElse(0));
            if (all.contains(noInput)) {
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
                    role,
                    toolCalls,
                    calledTools,
                    stopReason,
                    answerForm,
                    streamed,
                    started,
                    latency,
                    timeToFirstToken,
                    source,
                    agent,
                    labels,
                    prompt,
                    serviceTier,
                    all,
                    basis,
                    inputError);
        }
    }
}
