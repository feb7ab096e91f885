package dev.tokenbudget.junit;

import dev.tokenbudget.internal.junit.TokenBudgetExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Measures the tokens of a test, or of every test of a class: each invocation is one run.
 *
 * <p>Works with {@code @Test}, {@code @RepeatedTest}, {@code @ParameterizedTest} and {@link BenchmarkTask}, also inside
 * {@code @Nested} and {@code @ParameterizedClass}, and as a meta-annotation. Where method and class are both annotated,
 * each attribute of the method overrides that of the class. A run that exceeds a limit fails its test, and once a limit is
 * reached, every further call through the run's {@link ModelGateway} is refused.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Tag("token-budget")
@ExtendWith(TokenBudgetExtension.class)
@API(status = Status.STABLE, since = "0.1")
public @interface TokenBudget {

    /**
     * {@return the name of the task in its class; if empty, the method's name} Parameter sets are added in
     * brackets.
     */
    String task() default "";

    /** {@return the most input + output tokens of one run; 0 sets no limit} */
    long maxTotal() default 0;

    /** {@return the most input tokens of one run, cache reads and writes included; 0 sets no limit} */
    long maxInput() default 0;

    /** {@return the most output tokens of one run, reasoning included; 0 sets no limit} */
    long maxOutput() default 0;

    /** {@return the most model calls of one run; 0 sets no limit} */
    long maxCalls() default 0;

    /** {@return the most US dollars that the calls of one run may cost, such as {@code 0.25}; 0 sets no limit} */
    double maxCostUsd() default 0;

    /**
     * {@return the most US dollars that the calls may cost by which the test of one run grades what its agent did, such as
     * {@code 0.05}; 0 sets no limit} Once it is reached, further calls of the judge are refused, and never the agent's.
     *
     * @see ModelGateway#judge()
     */
    double maxJudgeCostUsd() default 0;

    /**
     * {@return the most input + output tokens of one call; 0 sets no limit} A call whose prompt alone has more is refused; one
     * that turns out to have more fails the test.
     */
    long maxPerCall() default 0;

    /**
     * {@return the most milliseconds of one run, from the begin of its test to the end; 0 sets no limit} A replayed run, which
     * waits for no provider, is not held to it.
     */
    long maxLatencyMs() default 0;

    /**
     * {@return how far the mean may move against the baseline, such as {@code +15%} or {@code -10%..+15%}; if empty,
     * the build's tolerance}
     */
    String tolerance() default "";

    /**
     * {@return how many output tokens are expected per input token, such as {@code 0.05..0.15}: outside this range a warning
     * is given, but the build does not fail; if empty, any number}
     */
    String outputRatio() default "";

    /**
     * {@return names and values that reports group by, such as {@code feature=review}; those of class and method add
     * up}
     */
    String[] labels() default {};
}
