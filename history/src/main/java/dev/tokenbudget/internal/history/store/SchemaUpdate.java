package dev.tokenbudget.internal.history.store;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Creates the tables of a history, or brings those of an older version up to date. */
final class SchemaUpdate {

    private static final String SCRIPTS = "classpath:dev/tokenbudget/internal/history/store";

    private SchemaUpdate() {}

    /** @throws HistoryException if the tables are those of a newer version */
    static void run(DataSource connections, Map<String, String> placeholders) {
        QuietLogs.ofJooq();
        Flyway flyway = Flyway.configure(SchemaUpdate.class.getClassLoader())
                .dataSource(connections)
                .loggers(QuietLogs.class.getName())
                .locations(SCRIPTS)
                .placeholders(placeholders)
                .load();
        flyway.migrate();
        Arrays.stream(flyway.info().applied())
                .filter(script ->
                        script.getState().isApplied() && !script.getState().isResolved())
                .findFirst()
                .ifPresent(SchemaUpdate::refuseNewer);
    }

    private static void refuseNewer(MigrationInfo script) {
        throw new HistoryException("The history was updated to version " + script.getVersion()
                + " by a newer TokenBudget, which this one cannot read. Use that version of TokenBudget here, too.");
    }
}
