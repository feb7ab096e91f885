package dev.tokenbudget.internal.history.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.jooq.SQLDialect;

/** The databases that a history can be in. */
enum Database {
    SQLITE("jdbc:sqlite:", SQLDialect.SQLITE, "INTEGER PRIMARY KEY") {
        @Override
        Properties connection() {
            Properties properties = new Properties();
            // others may read while one writes, and writers wait for each other instead of failing
            properties.setProperty("journal_mode", "WAL");
            properties.setProperty("transaction_mode", "IMMEDIATE");
            properties.setProperty("busy_timeout", "120000");
            return properties;
        }
    },
    POSTGRESQL("jdbc:postgresql:", SQLDialect.POSTGRES, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");

    private final String prefix;
    private final SQLDialect dialect;
    private final String identity;

    Database(String prefix, SQLDialect dialect, String identity) {
        this.prefix = prefix;
        this.dialect = dialect;
        this.identity = identity;
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

    SQLDialect dialect() {
        return dialect;
    }

    /** Return what the schema's script leaves open. */
    Map<String, String> placeholders() {
        return Map.of("identity", identity);
    }

    /** Return what connections are opened with, beside what the URL says. */
    Properties connection() {
        return new Properties();
    }
}
