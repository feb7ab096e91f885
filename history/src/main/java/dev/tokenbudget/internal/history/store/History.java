package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.file.FileLock;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.RunPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * A history in a database, open. What is added comes in whole or not at all, and counts once, however many processes add it at the
 * same time.
 */
public final class History implements AutoCloseable {

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
        Optional<SqliteFile> file = database.file(url);
        file.ifPresent(SqliteFile::prepareFolder);
        try {
            DataSource connections = database.connections(url);
            if (file.isPresent()) {
                try (FileLock alone = file.get().lock()) {
                    SchemaUpdate.run(connections, database.placeholders());
                }
            } else {
                SchemaUpdate.run(connections, database.placeholders());
            }
            Connection connection = connections.getConnection();
            return new History(connection, DSL.using(connection, database.dialect(), settings()));
        } catch (FlywayException | SQLException | IllegalArgumentException e) {
            throw WhyNotOpened.of(url, e);
        }
    }

    private static Settings settings() {
        return new Settings().withRenderNameCase(RenderNameCase.AS_IS);
    }

    /** Add {@code entries}: all of them or, where that fails, none. */
    public Added add(Entries entries) {
        try {
            return sql.transactionResult(transaction -> new EntryWriter(transaction.dsl()).write(entries));
        } catch (DataAccessException e) {
            throw new HistoryException("Nothing was added to the history: " + reason(e) + ". Try again; what was added"
                    + " before counts once.");
        }
    }

    private static String reason(DataAccessException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).strip();
    }

    /** Add the calls of {@code parts} that are not there yet: all of them or, where that fails, none. */
    public AddedCalls addParts(List<RunPart> parts) {
        return sql.transactionResult(transaction -> new PartWriter(transaction.dsl()).write(parts));
    }

    /** Return what answers questions about this history. */
    public HistoryReader reader() {
        return new HistoryReader(sql);
    }

    /** Return what answers the questions of alerts and creep. */
    public SpendingReader spending() {
        return new SpendingReader(sql);
    }

    /** Return which alerts were posted. */
    public AlertMemory alerts() {
        return new AlertMemory(sql);
    }

    /**
     * Pass on everything that this history holds since the first moment of a day in UTC, as it was added: builds before their
     * runs, some hundred runs at a time.
     */
    public void forEachSince(LocalDate day, Consumer<Entries> action) {
        new StoredEntries(sql, day).forEach(action);
    }

    /** Return what passes on the runs of this history, whole. */
    public StoredRuns runs() {
        return new StoredRuns(sql);
    }

    /** Return what answers questions about the tasks of this history. */
    public TaskReader tasks() {
        return new TaskReader(sql);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new HistoryException("The history could not be closed: " + e.getMessage());
        }
    }
}
