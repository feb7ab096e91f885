package dev.tokenbudget.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Repeats a test method to measure its tokens: each repetition is one run of the same task.
 *
 * <p>Used in place of {@code @Test}; needs no {@link TokenBudget}, which may add limits.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("token-budget")
@TestTemplate
@ExtendWith(TokenBudgetExtension.class)
@ExtendWith(BenchmarkTaskProvider.class)
public @interface BenchmarkTask {

    /** Number of runs, at least 1. */
    int runs() default 5;

    /** The most runs that may be made where {@link #runs} are too few to tell drift from noise; at least {@link #runs}. */
    int maxRuns() default 40;

    /** The share of runs that must succeed, 0 to 1. */
    double minPassRate() default 1.0;
}
