package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;

/** A row of {@code runs}, without what only writing needs. */
final class RunRow {

    static final List<Field<?>> COLUMNS = List.of(
            RUN_NO,
            RUN_ID,
            BUILD_ID,
            ORIGIN,
            TASK,
            STARTED,
            OUTCOME,
            LabelColumn.FEATURE.column(),
            LabelColumn.TEAM.column(),
            CALL_COUNT,
            TOTAL_TOKENS,
            COST_NANO_USD);

    private RunRow() {}

    static RunSummary summary(Record row) {
        return new RunSummary(
                row.get(RUN_NO),
                row.get(RUN_ID),
                Optional.ofNullable(row.get(BUILD_ID)),
                row.get(ORIGIN),
                row.get(TASK),
                Columns.instant(row.get(STARTED)),
                Optional.ofNullable(row.get(OUTCOME)),
                row.get(LabelColumn.FEATURE.column()),
                row.get(LabelColumn.TEAM.column()),
                row.get(CALL_COUNT),
                Columns.known(row.get(TOTAL_TOKENS)),
                Optional.ofNullable(row.get(COST_NANO_USD)).map(NanoDollars::usd));
    }
}
