package dev.tokenbudget.internal.history.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The databases that a history can be in. Connections come from their own data sources: the drivers of a Maven plugin are not among
 * those that {@link java.sql.DriverManager} finds.
 */
enum Database {
    SQLITE("jdbc:sqlite:", SQLDialect.SQLITE, "INTEGER PRIMARY KEY", " WITHOUT ROWID") {
        @Override
        DataSource connections(String url) {
            SQLiteConfig config = new SQLiteConfig();
            // others may read while one writes, and writers wait for each other instead of failing
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            config.setBusyTimeout(120_000);
            SQLiteDataSource connections = new SQLiteDataSource(config);
            connections.setUrl(url);
            return connections;
        }

        @Override
        Optional<SqliteFile> file(String url) {
            return Optional.of(SqliteFile.of(url));
        }
    },
    POSTGRESQL("jdbc:postgresql:", SQLDialect.POSTGRES, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "") {
        @Override
        DataSource connections(String url) {
            PGSimpleDataSource connections = new PGSimpleDataSource();
            connections.setApplicationName("TokenBudget");
            connections.setUrl(url);
            return connections;
        }

        @Override
        Optional<SqliteFile> file(String url) {
            return Optional.empty();
        }
    };

    private final String prefix;
    private final SQLDialect dialect;
    private final String identity;
    private final String clustered;

    Database(String prefix, SQLDialect dialect, String identity, String clustered) {
        this.prefix = prefix;
        this.dialect = dialect;
        this.identity = identity;
        this.clustered = clustered;
    }

    /**
     * Return the database that {@code url} is of.
     *
     * @throws IllegalArgumentException if it is of none that is known
     */
    static Database of(String url) {
        return Arrays.stream(values())
                .filter(database -> url.startsWith(database.prefix))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "A history is kept in SQLite or PostgreSQL, but its URL begins"
                                        + " with neither jdbc:sqlite: nor jdbc:postgresql:. Set tokenbudget.history to a file"
                                        + " (jdbc:sqlite:.tokenbudget/history.db) or a server (jdbc:postgresql://host/database)."));
    }

    /** Return what opens connections to the database at {@code url}. */
    abstract DataSource connections(String url);

    /** Return the file that {@code url} names, where the database is one. */
    abstract Optional<SqliteFile> file(String url);

    SQLDialect dialect() {
        return dialect;
    }

    /** Return what the schema's script leaves open. */
    Map<String, String> placeholders() {
        return Map.of("identity", identity, "clustered", clustered);
    }
}
