package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The one door by which usage enters a run, whoever captured it. Safe to use from any thread.
 *
 * <p>A parameter of a measured test that records by itself what its agent used, where that does not call the gateway.
 */
@API(status = Status.STABLE, since = "0.1")
public interface RunRecorder {

    /**
     * Charge the run with {@code call}.
     *
     * @param call the call, with what is known of its usage
     */
    void record(ModelCall call);

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
                .started(CallRecorder.of(this).now())
                .build());
    }

    /**
     * {@return a recorder of the same run whose calls are made by the agent named {@code name}, for runs of several
     * agents; a call that names its agent already keeps that name}
     *
     * @param name the agent's name
     * @throws IllegalArgumentException if {@code name} is blank
     */
    default RunRecorder agent(String name) {
        return new AgentRecorder(this, name);
    }

    /**
     * Count units of value that the run achieved, such as {@code count("tickets resolved", 3)}: tokens and dollars for each are
     * metrics then ({@code total/tickets resolved}, {@code costUsd/tickets resolved}), and so is the count ({@code count/tickets
     * resolved}). Several counts of a unit add up.
     *
     * @param unit what is counted, 1 to 100 characters on one line
     * @param number how many, 0 or more
     * @throws IllegalArgumentException if {@code unit} cannot be a name, or {@code number} is negative
     * @throws IllegalStateException if this recorder belongs to no run, or its run is over
     */
    default void count(String unit, long number) {
        throw new IllegalStateException(
                "This recorder belongs to no run that could count. Use the RunRecorder that is a parameter of the test.");
    }

    /**
     * Give the run a number of the test's own, such as {@code measure("answer score", 0.93)}: the metric {@code value/answer
     * score}. Of several values of a name, the last one holds.
     *
     * @param name what is measured, 1 to 100 characters on one line
     * @param value the number, 0 or more
     * @throws IllegalArgumentException if {@code name} cannot be a name, or {@code value} is negative or not finite
     * @throws IllegalStateException if this recorder belongs to no run, or its run is over
     */
    default void measure(String name, double value) {
        throw new IllegalStateException(
                "This recorder belongs to no run that could measure. Use the RunRecorder that is a parameter of the test.");
    }

    /**
     * {@return a recorder of the same run for calls by which the test grades what the agent did} They are kept apart from
     * the agent's: no sample, budget or cause holds them, and {@code maxJudgeCostUsd} is their limit.
     */
    default RunRecorder judge() {
        return new JudgeRecorder(this);
    }

    /**
     * {@return the run as it would be if its test succeeded now: for tests that look at their own tokens} Waits for
     * calls under way, as the run's end does; those that have not ended by then are its unfinished calls. What the
     * annotation demands is not part of it.
     *
     * @throws IllegalStateException if this recorder belongs to no run, or to one that is over: its calls are written then,
     *     and kept no longer
     */
    default MeasuredRun run() {
        throw new IllegalStateException(
                "This recorder belongs to no run that could be looked at. Use the RunRecorder that"
                        + " is a parameter of the test.");
    }

    /**
     * {@return what the run may still use: for agents that come to an end before they are stopped} A program in another
     * process reads the header {@code TokenBudget-Remaining} of the gateway's answers.
     */
    default Remaining remaining() {
        return Remaining.UNLIMITED;
    }

    /**
     * What a run may still use: of what its {@code @TokenBudget} allows, and of what {@code tokenbudget.maxTotal} and {@code
     * tokenbudget.maxCostUsd} allow all runs together, whichever is less. What nothing limits is absent. Calls count once they have
     * ended.
     *
     * @param total input + output tokens that are left
     * @param input input tokens that are left
     * @param output output tokens that are left
     * @param calls calls that are left
     * @param costUsd US dollars that are left
     * @param usedShare how much has been used of the limit of which the largest share was used, 0 to 1 and above; 0 where nothing
     *     is limited. From 0.8 on, an agent does well to come to an end
     */
    record Remaining(
            OptionalLong total,
            OptionalLong input,
            OptionalLong output,
            OptionalLong calls,
            Optional<BigDecimal> costUsd,
            double usedShare) {

        /** Nothing is limited. */
        public static final Remaining UNLIMITED = new Remaining(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                0);
    }
}
