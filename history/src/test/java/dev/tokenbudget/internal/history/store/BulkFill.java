package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.RunEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * Fills an empty history with many builds by what each database is filled fastest by: the rows are those that {@link EntryWriter}
 * writes, and nobody else may write at the same time.
 */
final class BulkFill {

    private static final int BUILDS_OF_A_TRANSACTION = 20;

    private final Connection connection;
    private final DSLContext sql;
    private long run;

    private BulkFill(Connection connection, DSLContext sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Fill the history at {@code url}, whose tables are there, and return how many calls it holds then. */
    static long fill(String url, Stream<Entries> builds) throws SQLException {
        Database database = Database.of(url);
        try (Connection connection = database.connections(url).getConnection()) {
            if (database == Database.SQLITE) {
                execute(connection, "PRAGMA synchronous = OFF");
                execute(connection, "PRAGMA cache_size = -400000");
            }
            connection.setAutoCommit(false);
            DSLContext sql =
                    DSL.using(connection, database.dialect(), new Settings().withRenderNameCase(RenderNameCase.AS_IS));
            BulkFill fill = new BulkFill(connection, sql);
            long calls = fill.all(builds);
            if (database == Database.POSTGRESQL) {
                execute(
                        connection,
                        "SELECT setval(pg_get_serial_sequence('runs', 'run_no'), (SELECT max(run_no) FROM runs))");
            }
            connection.commit();
            return calls;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long all(Stream<Entries> builds) throws SQLException {
        long calls = 0;
        try (BulkRows runRows = BulkRows.into(connection, RUNS);
                BulkRows callRows = BulkRows.into(connection, CALLS)) {
            int build = 0;
            for (Entries entries : (Iterable<Entries>) builds::iterator) {
                calls += add(entries, runRows, callRows);
                if (++build % BUILDS_OF_A_TRANSACTION == 0) {
                    runRows.write();
                    callRows.write();
                    connection.commit();
                }
            }
            runRows.write();
            callRows.write();
        }
        return calls;
    }

    private long add(Entries entries, BulkRows runRows, BulkRows callRows) throws SQLException {
        DailySums daily = new DailySums();
        TaskSums tasks = new TaskSums();
        long calls = 0;
        List<RunEntry> runs = entries.runs().stream()
                .sorted(Comparator.comparing(RunEntry::id))
                .toList();
        for (RunEntry entry : runs) {
            run++;
            var row = EntryWriter.row(entry);
            row.put(RUN_NO, run);
            runRows.add(row);
            for (CallEntry call : entry.calls()) {
                callRows.add(CallRow.of(run, call));
                daily.add(entry, call);
            }
            tasks.add(entry);
            calls += entry.calls().size();
        }
        daily.addTo(sql);
        tasks.addTo(sql);
        new EntryWriter(sql)
                .write(new Entries(
                        entries.builds(),
                        List.of(),
                        entries.verdicts(),
                        entries.acceptances(),
                        entries.reported(),
                        entries.waste()));
        return calls;
    }
}
