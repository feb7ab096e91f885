package dev.tokenbudget.internal.history.store;

import java.util.List;
import org.jooq.Field;

/** What usage can be grouped by; the columns that say what a row of {@code daily_usage} sums up. */
public enum Dimension {
    /** The day in UTC, as {@code 2026-11-30}. */
    DAY(Schema.text("day", 10)),
    /** {@link dev.tokenbudget.internal.history.Origin}. */
    ORIGIN(Schema.ORIGIN),
    SOURCE(Schema.SOURCE),
    TASK(Schema.TASK),
    AGENT(Schema.AGENT),
    /** Whether the agent's calls or those of its judge. */
    ROLE(Schema.ROLE),
    PROVIDER(Schema.PROVIDER),
    MODEL(Schema.MODEL),
    FEATURE(LabelColumn.FEATURE.column()),
    TEAM(LabelColumn.TEAM.column()),
    ENVIRONMENT(LabelColumn.ENVIRONMENT.column()),
    SPRINT(LabelColumn.SPRINT.column()),
    JIRA_TICKET(LabelColumn.JIRA_TICKET.column()),
    COST_CENTER(LabelColumn.COST_CENTER.column());

    /** The labels among them, in the same order. */
    static final List<LabelColumn> LABELS = List.of(
            LabelColumn.FEATURE,
            LabelColumn.TEAM,
            LabelColumn.ENVIRONMENT,
            LabelColumn.SPRINT,
            LabelColumn.JIRA_TICKET,
            LabelColumn.COST_CENTER);

    private final Field<String> column;

    Dimension(Field<String> column) {
        this.column = column;
    }

    Field<String> column() {
        return column;
    }
}
