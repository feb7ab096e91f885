package dev.tokenbudget.internal.history.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows on their way into one table, all with the same columns. */
abstract class BulkRows implements AutoCloseable {

    static BulkRows into(Connection connection, Table<Record> table) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? new Copied(connection.unwrap(PGConnection.class), table)
                : new Inserted(connection, table);
    }

    abstract void add(Map<Field<?>, @Nullable Object> row) throws SQLException;

    /** Write what was added. */
    abstract void write() throws SQLException;

    @Override
    public void close() throws SQLException {}

    private static String names(Map<Field<?>, @Nullable Object> row) {
        return row.keySet().stream().map(Field::getName).collect(Collectors.joining(","));
    }

    /** By PostgreSQL's COPY. */
    private static final class Copied extends BulkRows {

        private final PGConnection connection;
        private final Table<Record> table;
        private final StringBuilder text = new StringBuilder();
        private String columns = "";

        Copied(PGConnection connection, Table<Record> table) {
            this.connection = connection;
            this.table = table;
        }

        @Override
        void add(Map<Field<?>, @Nullable Object> row) {
            if (columns.isEmpty()) {
                columns = names(row);
            }
            char separator = 0;
            for (Object value : values(row)) {
                if (separator != 0) {
                    text.append(separator);
                }
                separator = '\t';
                text.append(value == null ? "\\N" : escaped(value.toString()));
            }
            text.append('\n');
        }

        private static String escaped(String value) {
            return value.indexOf('\\') < 0 && value.indexOf('\t') < 0 && value.indexOf('\n') < 0
                    ? value
                    : value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
        }

        @Override
        void write() throws SQLException {
            if (!text.isEmpty()) {
                try {
                    connection
                            .getCopyAPI()
                            .copyIn(
                                    "COPY " + table.getName() + " (" + columns + ") FROM STDIN",
                                    new StringReader(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
        }
    }

    /** By one prepared statement. */
    private static final class Inserted extends BulkRows {

        private static final int ROWS_OF_A_BATCH = 10_000;

        private final Connection connection;
        private final Table<Record> table;
        private @Nullable PreparedStatement statement;
        private int waiting;

        Inserted(Connection connection, Table<Record> table) {
            this.connection = connection;
            this.table = table;
        }

        @Override
        void add(Map<Field<?>, @Nullable Object> row) throws SQLException {
            PreparedStatement insert = statement;
            if (insert == null) {
                insert = connection.prepareStatement("INSERT INTO " + table.getName() + " (" + names(row) + ") VALUES ("
                        + String.join(",", Collections.nCopies(row.size(), "?")) + ")");
                statement = insert;
            }
            int column = 0;
            for (Object value : values(row)) {
                insert.setObject(++column, value instanceof LocalDateTime time ? UtcTime.text(time) : value);
            }
            insert.addBatch();
            if (++waiting == ROWS_OF_A_BATCH) {
                write();
            }
        }

        @Override
        void write() throws SQLException {
            if (statement != null) {
                statement.executeBatch();
            }
            waiting = 0;
        }

        @Override
        public void close() throws SQLException {
            if (statement != null) {
                statement.close();
            }
        }
    }

    private static Collection<@Nullable Object> values(Map<Field<?>, @Nullable Object> row) {
        return row.values();
    }
}
