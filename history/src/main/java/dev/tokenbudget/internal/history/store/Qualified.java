package dev.tokenbudget.internal.history.store;

import static org.jooq.impl.DSL.field;

import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Columns as they are named where several tables have one of the same name. */
final class Qualified {

    private Qualified() {}

    /** Return {@code column} as that of {@code table}. */
    static <T> Field<T> in(Table<Record> table, Field<T> column) {
        return field(table.getQualifiedName().append(column.getUnqualifiedName()), column.getDataType());
    }
}
