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
        boolean judgesTotal = finding.rule().judgesMeanOfTotal();
        if (!judgesTotal || finding.rule().mode() == Mode.EXACT || finding.verdict() instanceof DriftVerdict.Drifted) {
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

    private static Optional<Verdict> verdict(FixedPromptChange change, Finding finding) {
        double before = finding.movement().before();
        Movement alone = new Movement(
                finding.movement().metric(), finding.movement().statistic(), before, before * (1 + change.drift()));
        if (alone.exceeds(finding.tolerance())) {
            return Optional.of(new DriftVerdict.StructuralDrift(change, finding.tolerance()));
        }
        boolean quiet = finding.verdict() instanceof DriftVerdict.Ok;
        return quiet && alone.improves(finding.tolerance())
                ? Optional.of(new DriftVerdict.StructuralGain(change))
                : Optional.empty();
    }
}
