package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.explanation.FixedPromptChange;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;

/**
 * Detects a drift of the fixed prompt in one run: what a call reads of system prompt and tool definitions is reported almost
 * without noise, so the accepted runs are charged with the new ones, run by run.
 *
 * <p>It only confirms what the mean shows as well. A mean that stayed within the tolerance, or fell, is no drift, whatever
 * the accepted runs would have cost: the agent may answer a longer prompt with fewer calls.
 */
final class StructuralRule {

    private StructuralRule() {}

    /** Return {@code finding}, or what the fixed prompt alone says where that is more certain. */
    static Finding applied(TaskComparison task, Finding finding) {
        if (!judges(finding.rule())) {
            return finding;
        }
        return task.fixedPromptChange()
                .flatMap(change -> verdict(change, finding))
                .map(verdict -> finding.with(finding.rule().mode() == Mode.REPORT ? verdict.asReport() : verdict))
                .orElse(finding);
    }

    /** Whether the mean moved beyond the tolerance of {@code figure}, and the fixed prompt alone explains that. */
    static boolean findsDrift(TaskComparison task, FigureComparison figure) {
        return judges(figure.rule())
                && task.fixedPromptChange()
                        .filter(change -> isDrift(change, figure.movement(), figure.tolerance()))
                        .isPresent();
    }

    /** Return what a reader should know where the fixed prompt grew beyond the tolerance, but the mean did not. */
    static Optional<String> remark(TaskComparison task, Finding finding) {
        Movement movement = finding.movement();
        if (!judges(finding.rule()) || movement.exceeds(finding.tolerance())) {
            return Optional.empty();
        }
        return task.fixedPromptChange()
                .filter(change -> alone(change, movement).exceeds(finding.tolerance()))
                .map(change -> "The accepted runs would have moved further with the new prompt (" + change.text()
                        + ") than these runs did (" + Figures.percent(movement.drift())
                        + "). It is the measured mean that counts.");
    }

    private static boolean judges(Rule rule) {
        return rule.judgesMeanOfTotal() && rule.mode() != Mode.EXACT;
    }

    private static Optional<Verdict> verdict(FixedPromptChange change, Finding finding) {
        Movement movement = finding.movement();
        if (isDrift(change, movement, finding.tolerance())) {
            return Optional.of(Verdict.drifted(
                    movement, finding.tolerance(), certainty(change) + ", so chance has no part in it"));
        }
        boolean passes =
                finding.verdict().kind() == VerdictKind.OK || finding.verdict().kind() == VerdictKind.IMPROVED;
        return passes
                        && movement.improves(finding.tolerance())
                        && alone(change, movement).improves(finding.tolerance())
                ? Optional.of(Verdict.improved(movement, finding.tolerance(), certainty(change)))
                : Optional.empty();
    }

    private static String certainty(FixedPromptChange change) {
        return "structural: " + change.text() + " of the accepted runs, as the provider counts it";
    }

    private static boolean isDrift(FixedPromptChange change, Movement movement, Tolerance tolerance) {
        return movement.exceeds(tolerance)
                && alone(change, movement).exceeds(tolerance)
                && change.drift() > 0 == movement.drift() > 0;
    }

    private static Movement alone(FixedPromptChange change, Movement movement) {
        double before = movement.before();
        return new Movement(movement.metric(), movement.statistic(), before, before * (1 + change.drift()));
    }
}
