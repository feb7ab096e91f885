package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.run.Budget;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the rule says of a task, with the facts that it rests on. */
public sealed interface Verdict
        permits DriftVerdict,
                Verdict.Unmeasurable,
                Verdict.ModelChanged,
                Verdict.New,
                Verdict.Missing,
                Verdict.Skipped,
                Verdict.OverBudget,
                Verdict.CostUnknown,
                Verdict.Reported {

    /** Return the word that reports print, such as {@code OVER_BUDGET}. */
    String name();

    /** Return what this does to the build under {@code policy}; most verdicts fail it. */
    default Severity severity(Policy policy) {
        return Severity.FAILS;
    }

    /** Whether this rests on comparing the task's numbers with its baseline. */
    default boolean isByComparison() {
        return false;
    }

    /** Return how far a figure moved, where this says so and the reason is worth telling. */
    default Optional<Movement> moved() {
        return Optional.empty();
    }

    /** Return what the rule says, whether or not the build may fail by it. */
    default Verdict itself() {
        return this;
    }

    /** Return what was measured and what was allowed, as the rest of a sentence whose subject is the task. */
    String because();

    /** Return what to do now. */
    Cure cure();

    /**
     * The task's tokens are not fully known.
     *
     * @param reasons why, as parts of a sentence; at least one
     * @param cure what would make them known
     */
    record Unmeasurable(List<String> reasons, Cure cure) implements Verdict {
        public Unmeasurable {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String name() {
            return "UNMEASURABLE";
        }

        @Override
        public String because() {
            return "cannot be measured: " + String.join("; ", reasons);
        }
    }

    /**
     * The runs asked for other models than the baseline's.
     *
     * @param before the baseline's models
     * @param after those of the runs
     * @param cost how far the cost of a run moved, where it is known before and after
     * @param moved how far the tokens of a run moved, where they are known before and after
     */
    record ModelChanged(List<String> before, List<String> after, Optional<Movement> cost, Optional<Movement> moved)
            implements Verdict {
        public ModelChanged {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public String name() {
            return "MODEL_CHANGED";
        }

        @Override
        public String because() {
            return "asks for " + String.join(", ", after) + ", but its baseline was measured with "
                    + String.join(", ", before)
                    + cost.map(movement -> "; it " + movement.inWords()).orElse("");
        }

        @Override
        public Cure cure() {
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
        public Cure cure() {
            return Cure.byAccepting("Accept the runs just made as the baseline");
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
        public Cure cure() {
            return Cure.of("Run it again. " + Cure.removal(Cure.PLACEHOLDER));
        }
    }

    /**
     * The task was left out by its own test: a condition, an assumption, or {@code @Disabled}.
     *
     * @param reason why, as JUnit tells it
     */
    record Skipped(String reason) implements Verdict {
        @Override
        public String name() {
            return "SKIPPED";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.WARNS;
        }

        @Override
        public String because() {
            return "was skipped, so nothing was measured: " + reason;
        }

        @Override
        public Cure cure() {
            return Cure.of(
                    "See that what its test needs is there, such as the key of a provider. Its baseline stays as it is.");
        }
    }

    /** A run used more than its budget allows, or was stopped before it could. */
    record OverBudget(List<Budget.Breach> breaches) implements Verdict {
        public OverBudget {
            breaches = List.copyOf(breaches);
        }

        @Override
        public String name() {
            return "OVER_BUDGET";
        }

        @Override
        public String because() {
            return Budget.inWords(breaches);
        }

        @Override
        public Cure cure() {
            return Cure.of(breaches.stream().map(Budget.Breach::cure).distinct().collect(Collectors.joining(" ")));
        }
    }

    /** Something is demanded of the task's cost, but a model that it calls has no price. */
    record CostUnknown(List<Cost.Unpriced> unpriced) implements Verdict {
        public CostUnknown {
            unpriced = List.copyOf(unpriced);
        }

        @Override
        public String name() {
            return "UNMEASURABLE";
        }

        @Override
        public String because() {
            return unpriced.stream()
                    .map(Cost.Unpriced::because)
                    .collect(Collectors.joining("; ", "cannot be judged by its cost: ", ""));
        }

        @Override
        public Cure cure() {
            return Cure.of(unpriced.stream().map(Cost.Unpriced::cure).distinct().collect(Collectors.joining(" ")));
        }
    }

    /** A verdict under a rule that only reports: whatever it says, the build does not fail by it. */
    record Reported(Verdict verdict) implements Verdict {
        @Override
        public String name() {
            return verdict.name();
        }

        @Override
        public Severity severity(Policy policy) {
            Severity severity = verdict.severity(policy);
            return severity == Severity.FAILS ? Severity.WARNS : severity;
        }

        @Override
        public Verdict itself() {
            return verdict;
        }

        @Override
        public boolean isByComparison() {
            return verdict.isByComparison();
        }

        @Override
        public Optional<Movement> moved() {
            return verdict.moved();
        }

        @Override
        public String because() {
            return verdict.because();
        }

        @Override
        public Cure cure() {
            return verdict.cure();
        }
    }
}
