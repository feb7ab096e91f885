package dev.tokenbudget.internal.history.store;

import java.util.List;
import java.util.Locale;
import org.jooq.Field;

/** What usage can be grouped by; the columns that say what a row of {@code daily_usage} sums up. */
public enum Dimension {
    /** The day in UTC, as {@code 2026-11-30}. */
    DAY,
    /** {@link dev.tokenbudget.internal.history.Origin}. */
    ORIGIN,
    SOURCE,
    TASK,
    AGENT,
    /** Whether the agent's calls or those of its judge. */
    ROLE,
    PROVIDER,
    MODEL,
    FEATURE,
    TEAM,
    ENVIRONMENT,
    SPRINT,
    JIRA_TICKET,
    COST_CENTER;

    /** The labels among them, in the same order. */
    static final List<LabelColumn> LABELS = List.of(
            LabelColumn.FEATURE,
            LabelColumn.TEAM,
            LabelColumn.ENVIRONMENT,
            LabelColumn.SPRINT,
            LabelColumn.JIRA_TICKET,
            LabelColumn.COST_CENTER);

    Field<String> column() {
        return Schema.text(name().toLowerCase(Locale.ROOT));
    }
}
