package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.SessionEffect;
import dev.tokenbudget.internal.statistics.SuiteDrift;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;

/** Whether all tasks moved by one factor though no change of a fixed prompt was seen: then the cause is outside of them, or in what they share. */
final class CommonShift {

    private static final int FEWEST_TASKS = 5;

    /** A smaller factor is not worth a reader's time. */
    private static final double WORTH_TELLING = 0.02;

    /** What each side may err, so that chance alone tells it in one build of a thousand. */
    private static final double ALPHA = 0.0005;

    /** Standard deviation of the logarithms of the sizes up to which one factor explains them, with the noise of a few runs. */
    private static final double MOST_APART = 0.06;

    private CommonShift() {}

    /** Return the warning, a whole sentence; nothing where the tasks did not move together. */
    static Optional<String> warning(List<JudgedTask> tasks) {
        List<JudgedTask> sized =
                tasks.stream().filter(task -> size(task).isPresent()).toList();
        boolean changed = sized.stream()
                .anyMatch(task -> task.comparison().fixedPromptChange().isPresent());
        if (sized.size() < FEWEST_TASKS || changed) {
            return Optional.empty();
        }
        SuiteDrift shift = SuiteDrift.of(
                sized.stream()
                        .flatMap(task -> size(task).stream())
                        .mapToDouble(size -> 1 + size.drift())
                        .toArray(),
                SessionEffect.NONE);
        boolean certain =
                shift.mean().pValueOfGrowth(1) <= ALPHA || shift.mean().pValueOfFall(1) <= ALPHA;
        boolean worthTelling = Math.abs(shift.ratio() - 1) > WORTH_TELLING;
        return certain && worthTelling && Math.sqrt(shift.mean().variance() * shift.tasks()) <= MOST_APART
                ? Optional.of("All " + shift.tasks() + " tasks whose calls were compared moved by about "
                        + Figures.percent(shift.ratio() - 1)
                        + " at an equal number of calls, and no change of a fixed prompt was seen: the cause is the provider, or"
                        + " something that the tasks share.")
                : Optional.empty();
    }

    private static Optional<SizeFinding> size(JudgedTask task) {
        return task.findings().stream()
                .flatMap(finding -> finding.size().stream())
                .findFirst();
    }
}
