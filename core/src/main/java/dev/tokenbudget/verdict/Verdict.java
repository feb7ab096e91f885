package dev.tokenbudget.verdict;

import dev.tokenbudget.run.Budget;
import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.Tolerance;
import dev.tokenbudget.text.Figures;
import java.util.List;
import java.util.stream.Collectors;

/** What the rule says of a task, with the facts that it rests on. */
public sealed interface Verdict {

    /** Return the word that reports print, such as {@code OVER_BUDGET}. */
    String name();

    /** Return what this does to the build under {@code policy}. */
    Severity severity(Policy policy);

    /** Return what was measured and what was allowed, as the rest of a sentence whose subject is the task. */
    String because();

    /** Return what to do now, as a sentence; empty where nothing needs to be done. */
    String cure();

    /** The task's tokens are not fully known. */
    record Unmeasurable(List<String> reasons) implements Verdict {
        public Unmeasurable {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String name() {
            return "UNMEASURABLE";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.FAILS;
        }

        @Override
        public String because() {
            return "cannot be measured: " + String.join("; ", reasons);
        }

        @Override
        public String cure() {
            return "Make every call report its usage, and run the task again: an unknown number is never taken for 0.";
        }
    }

    /** The runs asked for other models than the baseline's. */
    record ModelChanged(List<String> before, List<String> after) implements Verdict {
        public ModelChanged {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public String name() {
            return "MODEL_CHANGED";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.FAILS;
        }

        @Override
        public String because() {
            return "asks for " + String.join(", ", after) + ", but its baseline was measured with "
                    + String.join(", ", before);
        }

        @Override
        public String cure() {
            return Cure.ACCEPT;
        }
    }

    /** There is no baseline. */
    record New() implements Verdict {
        @Override
        public String name() {
            return "NEW";
        }

        @Override
        public Severity severity(Policy policy) {
            return policy.failOnNew() ? Severity.FAILS : Severity.WARNS;
        }

        @Override
        public String because() {
            return "has no baseline yet";
        }

        @Override
        public String cure() {
            return "Accept the runs just made as the baseline: " + Cure.COMMAND;
        }
    }

    /** The baseline knows the task, but it did not run. */
    record Missing() implements Verdict {
        @Override
        public String name() {
            return "MISSING";
        }

        @Override
        public Severity severity(Policy policy) {
            return policy.failOnMissing() ? Severity.FAILS : Severity.WARNS;
        }

        @Override
        public String because() {
            return "has a baseline, but did not run";
        }

        @Override
        public String cure() {
            return "Run it again, or, if it was removed or renamed, accept without it: " + Cure.COMMAND;
        }
    }

    /** A run used more than its budget allows. */
    record OverBudget(List<Budget.Breach> breaches) implements Verdict {
        public OverBudget {
            breaches = List.copyOf(breaches);
        }

        @Override
        public String name() {
            return "OVER_BUDGET";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.FAILS;
        }

        @Override
        public String because() {
            return breaches.stream().map(Budget.Breach::inWords).collect(Collectors.joining("; "));
        }

        @Override
        public String cure() {
            return "Make the task cheaper, or raise the budget in its annotation.";
        }
    }

    /** The mean moved further than the tolerance allows. */
    record Drifted(Movement movement, Tolerance tolerance) implements Verdict {
        @Override
        public String name() {
            return "DRIFTED";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.FAILS;
        }

        @Override
        public String because() {
            return movement.inWords(tolerance) + "; its tolerance is " + tolerance;
        }

        @Override
        public String cure() {
            return Cure.ACCEPT;
        }
    }

    /** The mean fell by as much as the tolerance would allow it to grow. */
    record Improved(Movement movement, Tolerance tolerance) implements Verdict {
        @Override
        public String name() {
            return "IMPROVED";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.PASSES;
        }

        @Override
        public String because() {
            return movement.inWords(tolerance);
        }

        @Override
        public String cure() {
            return "Keep the gain by accepting it: " + Cure.COMMAND;
        }
    }

    /** Nothing to complain about. */
    record Ok() implements Verdict {
        @Override
        public String name() {
            return "OK";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.PASSES;
        }

        @Override
        public String because() {
            return "is within its tolerance";
        }

        @Override
        public String cure() {
            return "";
        }
    }

    /**
     * How far a mean moved.
     *
     * @param metric the metric that was compared
     * @param before the accepted mean
     * @param after the measured mean
     */
    record Movement(Metric metric, double before, double after) {

        /** Return the drift as a fraction; from a mean of 0, any growth is infinite. */
        public double drift() {
            return before == after ? 0 : after / before - 1;
        }

        String inWords(Tolerance tolerance) {
            return "used " + measured(tolerance.highestAllowed(before)) + " " + metric.unit() + " a run on average, "
                    + Figures.percent(drift(), tolerance.upper().orElse(0)) + " against the baseline's "
                    + Figures.count(before, after);
        }

        private String measured(double allowed) {
            String besideLimit = Figures.count(after, allowed);
            return besideLimit.equals(Figures.count(after)) ? Figures.count(after, before) : besideLimit;
        }
    }
}
