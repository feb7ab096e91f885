package dev.tokenbudget.junit;

import dev.tokenbudget.internal.junit.BenchmarkTaskProvider;
import dev.tokenbudget.internal.junit.TokenBudgetExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Repeats a test method to measure its tokens: each repetition is one run of the same task.
 *
 * <p>The task is evaluated after {@link #runs} runs (the first look), and again each time their number has doubled, up to
 * {@link #maxRuns}. More runs are made only while its mean is suspiciously far from the committed baseline's but the drift is
 * not yet proved. A task without a baseline makes as many as its first baseline takes: up to {@code tokenbudget.minBaselineRuns} (20), fewer
 * where they vary little. A task stops at {@link #runs} whose verdict no number of runs can
 * change: a failed run, an exceeded budget, a call of unknown usage, another model. {@code -Dtokenbudget.runs} and {@code -Dtokenbudget.maxRuns} replace
 * both numbers for one build.
 *
 * <p>Whether a run is made depends on the runs before it. The runs of all benchmark tasks of a class are therefore executed one
 * after the other, on the thread of their class, also where JUnit executes tests in parallel; those of different classes
 * overlap. Only where {@link #maxRuns} is {@link #runs} may a method be annotated with {@code @Execution(CONCURRENT)}.
 *
 * <p>Used in place of {@code @Test}; needs no {@link TokenBudget}, which may add limits.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("token-budget")
@TestTemplate
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(TokenBudgetExtension.class)
@ExtendWith(BenchmarkTaskProvider.class)
@API(status = Status.STABLE, since = "0.1")
public @interface BenchmarkTask {

    /** {@return number of runs before the first look, at least 1} */
    int runs() default 5;

    /**
     * {@return the most runs that may be made where {@link #runs} are too few to tell drift from noise; at least {@link
     * #runs}}
     */
    int maxRuns() default 40;

    /**
     * {@return the share of runs that must succeed, 0 to 1} Below 1, a run whose test fails is reported as aborted and
     * counts as failed; the task fails if its runs prove that fewer succeed in the long run, and makes more runs, up to
     * {@link #maxRuns}, while they do not. Runs that end with a failed assumption do not count.
     */
    double minPassRate() default 1.0;
}
