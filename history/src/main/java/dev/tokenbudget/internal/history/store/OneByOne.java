package dev.tokenbudget.internal.history.store;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;

/** Reads rows one by one, of which there may be millions. */
final class OneByOne {

    private static final int ROWS_AT_ONCE = 2_000;

    private OneByOne() {}

    /** PostgreSQL's driver holds all rows in memory unless they are read in a transaction; SQLite's would lock others out by one. */
    static void forEach(
            DSLContext sql, Function<DSLContext, ResultQuery<? extends Record>> query, Consumer<Record> action) {
        if (sql.dialect().family() == SQLDialect.POSTGRES) {
            sql.transaction(transaction -> read(query.apply(transaction.dsl()), action));
        } else {
            read(query.apply(sql), action);
        }
    }

    private static void read(ResultQuery<? extends Record> query, Consumer<Record> action) {
        try (var rows = query.fetchSize(ROWS_AT_ONCE).fetchLazy()) {
            rows.forEach(action);
        }
    }
}
