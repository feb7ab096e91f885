package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.baseline.Acceptance;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Where a task's numbers come from.
 *
 * @param models the models that its runs requested
 * @param acceptances the latest acceptances and their reasons
 */
record Origin(String models, List<String> acceptances) {

    private static final int MOST = 3;
    private static final int DIGITS_OF_COMMIT = 12;

    static Origin of(TaskComparison task) {
        List<String> models = task.after()
                .map(measured -> task.requestedModels())
                .or(() -> task.before().map(TaskBaseline::models))
                .orElse(List.of());
        List<Acceptance> acceptances =
                task.before().map(TaskBaseline::acceptances).orElse(List.of());
        return new Origin(
                String.join(", ", models),
                acceptances.stream()
                        .skip(Math.max(0, acceptances.size() - MOST))
                        .map(acceptance -> date(acceptance.date()) + ": " + acceptance.reason()
                                + acceptance
                                        .commit()
                                        .map(commit -> " (" + abbreviated(commit) + ")")
                                        .orElse(""))
                        .toList());
    }

    /** Return as much of a commit's id as tells it from others. */
    static String abbreviated(String commit) {
        return commit.substring(0, Math.min(commit.length(), DIGITS_OF_COMMIT));
    }

    private static String date(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
