package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.verdict.Target;
import dev.tokenbudget.internal.verdict.TargetFinding;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The JSON form of where a task stands by a target; what is not asked for or not known is absent. */
record JsonTarget(
        String metric,
        String statistic,
        String tasks,
        String mode,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable Double current,
        String status) {

    static JsonTarget of(TargetFinding finding) {
        Target target = finding.target();
        return new JsonTarget(
                target.metric().key(),
                target.statistic().key(),
                target.tasks().pattern(),
                target.mode().key(),
                target.minimum().orElse(null),
                target.maximum().orElse(null),
                finding.current().isPresent() ? finding.current().getAsDouble() : null,
                finding.status().name());
    }
}
