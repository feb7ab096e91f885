package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.time.Instant;
import java.util.Optional;

/** The one door by which usage enters a run, whoever captured it. Safe to use from any thread. */
public interface RunRecorder {

    /** Charge the run with {@code call}. */
    void record(ModelCall call);

    /** Announce a call that is about to be sent: the end of a run waits for it. */
    default CallUnderWay begin() {
        return () -> {};
    }

    /**
     * Ask for leave to send one more call. Whoever can keep a call from being sent asks before it sends it; a run that was
     * refused one is over its budget.
     *
     * @return why it must not be sent, as sentences for whoever wanted to; nothing where it may be
     */
    default Optional<String> refusal() {
        return Optional.empty();
    }

    /**
     * Charge the run with a call of which only the two sums are known.
     *
     * @param provider who answered, such as {@code openai}
     * @param model the model asked for
     * @param input tokens of the whole prompt, cache reads and writes included
     * @param output tokens of the answer, reasoning included
     */
    default void record(String provider, String model, long input, long output) {
        record(ModelCall.builder(provider, model)
                .usage(TokenUsage.of(input, output))
                .source(UsageSource.MANUAL)
                .started(Instant.now())
                .build());
    }

    /**
     * Return a recorder of the same run whose calls are made by the agent named {@code name}, for runs of several agents;
     * a call that names its agent already keeps that name.
     */
    default RunRecorder agent(String name) {
        return new AgentRecorder(this, name);
    }

    /**
     * Return the run as it would be if its test succeeded now: for tests that look at their own tokens. Waits for calls under
     * way, as the run's end does; those that have not ended by then are its unfinished calls. It knows what its calls
     * cost. What the annotation demands is not part of it.
     *
     * @throws IllegalStateException if this recorder belongs to no run
     */
    default Run run() {
        throw new IllegalStateException(
                "This recorder belongs to no run that could be looked at. Use the RunRecorder that"
                        + " is a parameter of the test.");
    }

    /** A call that was sent and has not ended; to be closed once, after its usage was recorded. */
    @FunctionalInterface
    interface CallUnderWay extends AutoCloseable {
        @Override
        void close();
    }
}
