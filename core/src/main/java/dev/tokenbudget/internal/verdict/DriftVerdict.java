package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.explanation.FixedPromptChange;
import dev.tokenbudget.internal.run.Tolerance;
import java.util.Optional;

/** The verdicts that rest on comparing a task's numbers with its baseline. */
public sealed interface DriftVerdict extends Verdict {

    @Override
    default boolean isByComparison() {
        return true;
    }

    /**
     * The mean moved further than the tolerance allows, and so would the accepted runs by the fixed part of the prompts alone:
     * seen in one run, however much runs vary.
     *
     * @param movement how far the mean moved
     * @param change what changed in the prompts
     * @param tolerance what is allowed
     */
    record StructuralDrift(Movement movement, FixedPromptChange change, Tolerance tolerance) implements DriftVerdict {
        @Override
        public String name() {
            return "DRIFTED";
        }

        @Override
        public Optional<Movement> moved() {
            return Optional.of(movement);
        }

        @Override
        public String because() {
            return movement.inWords(tolerance) + "; its tolerance is " + tolerance.inWords(movement.metric())
                    + " (structural: " + change.text()
                    + " of the accepted runs, as the provider counts it, so chance has no part in it)";
        }

        @Override
        public Cure cure() {
            return Cure.ACCEPT;
        }
    }

    /**
     * The mean fell by as much as the tolerance would allow it to grow, and so would the accepted runs by the fixed part of
     * the prompts alone.
     *
     * @param movement how far the mean moved
     * @param change what changed in the prompts
     * @param tolerance what would have been allowed upwards
     */
    record StructuralGain(Movement movement, FixedPromptChange change, Tolerance tolerance) implements DriftVerdict {
        @Override
        public String name() {
            return "IMPROVED";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.PASSES;
        }

        @Override
        public Optional<Movement> moved() {
            return Optional.of(movement);
        }

        @Override
        public String because() {
            return movement.inWords(tolerance) + " (structural: " + change.text()
                    + " of the accepted runs, as the provider counts it)";
        }

        @Override
        public Cure cure() {
            return Cure.KEEP;
        }
    }

    /**
     * A figure moved further than its tolerance allows.
     *
     * @param movement how far
     * @param tolerance what is allowed
     * @param noise what a test says of it, or why there was none; empty where noise is not asked for
     */
    record Drifted(Movement movement, Tolerance tolerance, String noise) implements DriftVerdict {
        @Override
        public String name() {
            return "DRIFTED";
        }

        @Override
        public Optional<Movement> moved() {
            return Optional.of(movement);
        }

        @Override
        public String because() {
            return movement.inWords(tolerance) + "; its tolerance is " + tolerance.inWords(movement.metric())
                    + inBrackets(noise);
        }

        @Override
        public Cure cure() {
            return Cure.ACCEPT;
        }
    }

    /**
     * A figure fell by as much as the tolerance would allow it to grow.
     *
     * @param movement how far
     * @param tolerance what would have been allowed upwards
     * @param noise what a test says of it; empty where noise is not asked for
     */
    record Improved(Movement movement, Tolerance tolerance, String noise) implements DriftVerdict {
        @Override
        public String name() {
            return "IMPROVED";
        }

        @Override
        public Severity severity(Policy policy) {
            return Severity.PASSES;
        }

        @Override
        public Optional<Movement> moved() {
            return Optional.of(movement);
        }

        @Override
        public String because() {
            return movement.inWords(tolerance) + inBrackets(noise);
        }

        @Override
        public Cure cure() {
            return Cure.KEEP;
        }
    }

    /**
     * A figure moved further than its tolerance allows, but noise may explain it.
     *
     * @param movement how far
     * @param tolerance what is allowed
     * @param noise what a test says of it
     * @param cure what would tell it from noise
     */
    record Inconclusive(Movement movement, Tolerance tolerance, String noise, Cure cure) implements DriftVerdict {
        @Override
        public String name() {
            return "INCONCLUSIVE";
        }

        @Override
        public Severity severity(Policy policy) {
            return policy.failOnInconclusive() ? Severity.FAILS : Severity.WARNS;
        }

        @Override
        public Optional<Movement> moved() {
            return Optional.of(movement);
        }

        @Override
        public String because() {
            return movement.inWords(tolerance) + "; its tolerance is " + tolerance.inWords(movement.metric())
                    + ", but noise may explain it" + inBrackets(noise);
        }
    }

    /**
     * Nothing to complain about.
     *
     * @param certainty how sure that is; empty where there is nothing to say of it
     */
    record Ok(String certainty) implements DriftVerdict {
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
            return "is within its tolerance" + inBrackets(certainty);
        }

        @Override
        public Cure cure() {
            return Cure.NONE;
        }
    }

    private static String inBrackets(String remark) {
        return remark.isEmpty() ? "" : " (" + remark + ")";
    }
}
