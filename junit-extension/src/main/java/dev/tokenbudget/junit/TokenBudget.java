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
 * <p>Works with {@code @Test}, {@code @RepeatedTest}, {@code @ParameterizedTest} and {@link BenchmarkTask}, also inside of
 * {@code @Nested} and {@code @ParameterizedClass}, and as a meta-annotation. Where method and class are both annotated,
 * the method's attributes win one by one. A run that breaks a limit fails its test, and one that
 * has reached a limit is refused every further call through its {@link ModelGateway}.
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
     * {@return name of the task in its class; the method's name where it is empty} Parameter sets are added in
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
     * {@return how far the mean may move against the baseline, such as {@code +15%} or {@code -10%..+15%}; empty: the
     * build's}
     */
    String tolerance() default "";

    /**
     * {@return how many output tokens are expected for an input token, such as {@code 0.05..0.15}: outside of it a
     * warning is given, and no build fails; empty: any number}
     */
    String outputRatio() default "";

    /**
     * {@return names and values that reports group by, such as {@code feature=review}; those of class and method add
     * up}
     */
    String[] labels() default {};
}
