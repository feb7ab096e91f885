package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.history.Entries;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * A history in a database, open. What is added comes in whole or not at all, and counts once, however many processes add it at the
 * same time.
 */
public final class History implements AutoCloseable {

    private static final String SCRIPTS = "classpath:dev/tokenbudget/internal/history/store";

    private final Connection connection;
    private final DSLContext sql;

    private History(Connection connection, DSLContext sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /**
     * Open the history at {@code url}, and create or update its tables.
     *
     * @param url {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}
     * @throws IllegalArgumentException if the URL is of another database
     * @throws HistoryException if the database cannot be reached, or is of a newer version
     */
    public static History open(String url) {
        Database database = Database.of(url);
        try {
            Flyway.configure(History.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations(SCRIPTS)
                    .placeholders(database.placeholders())
                    .load()
                    .migrate();
            Connection connection = DriverManager.getConnection(url, database.connection());
            return new History(connection, DSL.using(connection, database.dialect(), settings()));
        } catch (FlywayException | SQLException e) {
            throw new HistoryException("The history " + url + " could not be opened: " + e.getMessage(), e);
        }
    }

    private static Settings settings() {
        return new Settings().withRenderNameCase(RenderNameCase.AS_IS);
    }

    /** Add {@code entries}: all of them or, where that fails, none. */
    public Added add(Entries entries) {
        return sql.transactionResult(transaction -> new EntryWriter(transaction.dsl()).write(entries));
    }

    /** Return what answers questions about this history. */
    public HistoryReader reader() {
        return new HistoryReader(sql);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new HistoryException("The history could not be closed: " + e.getMessage(), e);
        }
    }
}
