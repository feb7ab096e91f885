package dev.tokenbudget.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Marks the parameter of a measured test that says how its task is done: by which model, with which prompt or setting. Each
 * value is a variant of one task, and reports compare what the variants cost and how often they succeed.
 *
 * <pre>{@code
 * @BenchmarkTask(runs = 40, minPassRate = 0.8)
 * void reviews(@Variant({"claude-opus-4-8", "claude-haiku-4-5"}) String model, ModelGateway gateway) {
 * }}</pre>
 *
 * <p>The first value is the variant in use: its runs are those of the task itself, with the task's name and baseline. Each other
 * one is compared with it, and is a task of its own, named after the variant: {@code reviews[claude-haiku-4-5]}.
 *
 * <p>The runs of a {@link BenchmarkTask} take turns: run 1 of every variant, run 2 of every variant, and so on, so that the time of day,
 * caches and load are the same for all. All make the same number of runs; only a variant that is proved to succeed more rarely
 * than {@link BenchmarkTask#minPassRate} allows stops before the others.
 *
 * <p>On a parameter of a {@code @ParameterizedTest}, whose values come from its source, this says which parameter is the
 * variant: the runs of all parameter sets with the same value are compared together, in the order of the source, and the
 * first value is the one in use.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@API(status = Status.EXPERIMENTAL, since = "0.1")
public @interface Variant {

    /**
     * {@return the values, the one in use first, at least two} They are converted to the parameter's type: a {@code
     * String}, an enum, a primitive type, or any that has a static {@code valueOf(String)}. Without values, a parameter
     * of an enum has all of its constants. Not to be given for a {@code @ParameterizedTest}.
     */
    String[] value() default {};
}
