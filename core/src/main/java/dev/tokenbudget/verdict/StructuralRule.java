package dev.tokenbudget.verdict;

import dev.tokenbudget.explanation.FixedPromptChange;
import java.util.Optional;

/**
 * Sees a drift of the fixed prompt in one run: the size of system prompt and tool definitions is known almost without noise,
 * so the accepted runs are charged with the new one, run by run.
 */
final class StructuralRule {

    private StructuralRule() {}

    /** Return {@code finding}, or what the fixed prompt alone says where that is more certain. */
    static Finding applied(TaskComparison task, Finding finding) {
        boolean proved = finding.verdict() instanceof DriftVerdict.Drifted
                && finding.evidence().isPresent();
        if (!judges(finding.rule()) || proved) {
            return finding;
        }
        return task.fixedPromptChange()
                .flatMap(change -> verdict(change, finding))
                .map(verdict -> new Finding(
                        finding.rule(),
                        finding.tolerance(),
                        finding.movement(),
                        finding.evidence(),
                        finding.rule().mode() == Mode.REPORT ? new Verdict.Reported(verdict) : verdict))
                .orElse(finding);
    }

    /** Whether the fixed prompt alone moves {@code figure} beyond its tolerance. */
    static boolean findsDrift(TaskComparison task, Gated figure) {
        return judges(figure.rule())
                && task.fixedPromptChange()
                        .filter(change -> alone(change, figure.movement()).exceeds(figure.tolerance()))
                        .isPresent();
    }

    private static boolean judges(Rule rule) {
        return rule.judgesMeanOfTotal() && rule.mode() != Mode.EXACT;
    }

    private static Optional<Verdict> verdict(FixedPromptChange change, Finding finding) {
        Movement alone = alone(change, finding.movement());
        if (alone.exceeds(finding.tolerance())) {
            return Optional.of(new DriftVerdict.StructuralDrift(change, finding.tolerance()));
        }
        boolean quiet = finding.verdict() instanceof DriftVerdict.Ok;
        return quiet && alone.improves(finding.tolerance())
                ? Optional.of(new DriftVerdict.StructuralGain(change))
                : Optional.empty();
    }

    private static Movement alone(FixedPromptChange change, Movement movement) {
        double before = movement.before();
        return new Movement(movement.metric(), movement.statistic(), before, before * (1 + change.drift()));
    }
}
