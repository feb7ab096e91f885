package dev.tokenbudget.internal.history.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.jooq.tools.JooqLogger;

/**
 * Keeps what jOOQ and Flyway say of themselves out of the build's log; what goes wrong they throw. It is public because Flyway
 * creates it by its name.
 */
public final class QuietLogs implements LogCreator {

    /** Called by Flyway. */
    public QuietLogs() {}

    static void ofJooq() {
        JooqLogger.globalThreshold(org.jooq.Log.Level.ERROR);
    }

    @Override
    public Log createLogger(Class<?> type) {
        return new NoLog();
    }

    private static final class NoLog implements Log {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Exception failure) {}

        @Override
        public void notice(String message) {}
    }
}
