package dev.tokenbudget.run;

import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a run has used so far: for a test that looks at its own tokens. Not to be implemented: {@link RunRecorder#run} returns
 * it.
 */
@API(status = Status.STABLE, since = "0.1")
public interface MeasuredRun {

    /** {@return the run's number in its task and JVM, from 1} */
    int number();

    /** {@return the time from the test's begin until now} */
    Duration duration();

    /** {@return the agent's calls that have ended, in the order in which they were sent; each response once} */
    List<ModelCall> calls();

    /** {@return the number of the agent's calls that have not ended} */
    int unfinishedCalls();

    /** {@return input + output tokens of all calls, or nothing where the usage of one is not known} */
    OptionalLong totalTokens();

    /**
     * {@return the tokens of all prompts, cache reads and writes included, or nothing where those of one are not known}
     */
    OptionalLong inputTokens();

    /** {@return the tokens of all answers, reasoning included, or nothing where those of one are not known} */
    OptionalLong outputTokens();

    /** {@return what all calls cost in US dollars, or nothing where one has no price or its usage is not known} */
    Optional<BigDecimal> costUsd();

    /**
     * {@return the calls by which the test grades what the agent did, in the order in which they were sent; the numbers
     * above leave them out}
     */
    List<ModelCall> judgeCalls();

    /**
     * {@return what {@link #judgeCalls} cost in US dollars, or nothing where one has no price or its usage is not known}
     */
    Optional<BigDecimal> judgeCostUsd();
}
