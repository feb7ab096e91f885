package dev.tokenbudget.internal.history.store;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Rows of one table that are written together, all with the same columns. */
final class Rows {

    private final Table<Record> table;
    private final List<Map<Field<?>, @Nullable Object>> rows = new ArrayList<>();

    Rows(Table<Record> table) {
        this.table = table;
    }

    void add(Map<Field<?>, @Nullable Object> row) {
        rows.add(row);
    }

    int size() {
        return rows.size();
    }

    /** Insert the rows whose key is not there yet, and return 1 for each of them, 0 for the others. */
    int[] insertNew(DSLContext sql) {
        return write(sql, insert -> insert.onConflictDoNothing());
    }

    /** Insert the rows; one whose key is there replaces what is. */
    void replace(DSLContext sql, Field<?>... key) {
        write(sql, insert -> insert.onConflict(key).doUpdate().setAllToExcluded());
    }

    /**
     * Insert the rows; where the key of one is there, its {@code amounts} are added to those that are, and the larger of its
     * {@code maxima} and those that are stays.
     */
    @SafeVarargs
    final void addUp(
            DSLContext sql,
            List<? extends Field<?>> key,
            List<? extends Field<? extends Number>> amounts,
            Field<Long>... maxima) {
        Map<Field<?>, Field<?>> sums = new LinkedHashMap<>();
        amounts.forEach(amount -> sums.put(amount, plusExcluded(amount)));
        for (Field<Long> maximum : maxima) {
            sums.put(maximum, greatest(Qualified.in(table, maximum), excluded(maximum)));
        }
        write(sql, insert -> insert.onConflict(key).doUpdate().set(sums));
    }

    private <T extends Number> Field<T> plusExcluded(Field<T> column) {
        return Qualified.in(table, column).plus(excluded(column));
    }

    private int[] write(DSLContext sql, Conflict conflict) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        List<Field<?>> columns = List.copyOf(rows.get(0).keySet());
        Object[][] values = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> Fit.in(column, row.get(column)))
                        .toArray())
                .toArray(Object[][]::new);
        return sql.batch(conflict.on(sql.insertInto(table).columns(columns).values(new Object[columns.size()])))
                .bind(values)
                .execute();
    }

    private interface Conflict {
        Query on(InsertOnDuplicateStep<Record> insert);
    }
}
