package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.SessionLimit;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.usage.ModelCall;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What the annotations of a test say: an inner one wins over an outer one, attribute by attribute. */
final class AnnotationTerms {

    private final Map<Metric, BigDecimal> limits = new TreeMap<>();
    private final Map<Metric, BigDecimal> judgeLimits = new TreeMap<>();
    private final Map<String, String> labels = new TreeMap<>();
    private Optional<String> task = Optional.empty();
    private Optional<Tolerance> tolerance = Optional.empty();
    private Optional<OutputRatio> outputRatio = Optional.empty();
    private final double minPassRate;

    /** Read the annotations of {@code method} and of the classes that it is executed in, the outermost first. */
    AnnotationTerms(List<Class<?>> testClasses, Method method) {
        testClasses.forEach(this::add);
        add(method);
        minPassRate = Annotations.find(method, BenchmarkTask.class)
                .map(BenchmarkTask::minPassRate)
                .orElse(1.0);
    }

    Optional<String> task() {
        return task;
    }

    Run.Terms terms() {
        return new Run.Terms(new Budget(limits), tolerance, minPassRate, outputRatio, Optional.empty());
    }

    /** Return what grading one run may cost. */
    Budget judgeBudget() {
        return new Budget(judgeLimits);
    }

    Map<String, String> labels() {
        return Map.copyOf(labels);
    }

    private void add(AnnotatedElement element) {
        Annotations.find(element, TokenBudget.class).ifPresent(annotation -> {
            try {
                add(annotation);
            } catch (IllegalArgumentException e) {
                throw new ExtensionConfigurationException(
                        "@TokenBudget on " + element + " cannot be used. " + e.getMessage(), e);
            }
        });
    }

    private void add(TokenBudget annotation) {
        limit(Metric.TOTAL, annotation.maxTotal());
        limit(Metric.INPUT, annotation.maxInput());
        limit(Metric.OUTPUT, annotation.maxOutput());
        limit(Metric.CALLS, annotation.maxCalls());
        limit(Metric.PER_CALL, annotation.maxPerCall());
        limit(Metric.LATENCY_MS, annotation.maxLatencyMs());
        limit(Metric.COST_USD, annotation.maxCostUsd());
        limitJudge(annotation.maxJudgeCostUsd());
        if (!annotation.task().isBlank()) {
            task = Optional.of(annotation.task());
        }
        if (!annotation.tolerance().isBlank()) {
            tolerance = Optional.of(Tolerance.parse(annotation.tolerance()));
        }
        if (!annotation.outputRatio().isBlank()) {
            outputRatio = Optional.of(OutputRatio.parse(annotation.outputRatio()));
        }
        for (String label : annotation.labels()) {
            label(label);
        }
    }

    private void limit(Metric metric, double limit) {
        limit(ModelCall.Role.AGENT, metric, limit);
    }

    private void limitJudge(double limit) {
        limit(ModelCall.Role.JUDGE, Metric.COST_USD, limit);
    }

    private void limit(ModelCall.Role role, Metric metric, double limit) {
        if (!Double.isFinite(limit)) {
            throw unusable(role, metric, limit + " is not a number");
        }
        limit(role, metric, BigDecimal.valueOf(limit));
    }

    private void limit(Metric metric, long limit) {
        limit(ModelCall.Role.AGENT, metric, BigDecimal.valueOf(limit));
    }

    private void limit(ModelCall.Role role, Metric metric, BigDecimal limit) {
        if (limit.signum() < 0) {
            throw unusable(role, metric, limit + " is negative");
        }
        if (limit.signum() > 0) {
            (role == ModelCall.Role.JUDGE ? judgeLimits : limits).put(metric, limit);
        }
    }

    private static IllegalArgumentException unusable(ModelCall.Role role, Metric metric, String limit) {
        return new IllegalArgumentException(SessionLimit.name(role, metric) + " = " + limit + ". Give the most "
                + metric.unit() + " that one run may use, or 0 for no limit.");
    }

    private void label(String label) {
        int sign = label.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException("The label '" + label + "' has no name and value. Write name=value.");
        }
        labels.put(label.substring(0, sign).strip(), label.substring(sign + 1).strip());
    }
}
