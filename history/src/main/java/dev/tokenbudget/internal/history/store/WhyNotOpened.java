package dev.tokenbudget.internal.history.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says why a database could not be opened, and what helps. */
final class WhyNotOpened {

    private WhyNotOpened() {}

    static HistoryException of(String url, Throwable failure) {
        SQLException reason = reason(failure);
        String because = reason == null ? String.valueOf(failure.getMessage()) : String.valueOf(reason.getMessage());
        return new HistoryException("The history " + HistoryUrl.withoutSecrets(url) + " could not be opened: "
                + HistoryUrl.withoutSecrets(because.strip().replaceAll("\\s+", " "), url)
                + (because.strip().endsWith(".") ? " " : ". ")
                + remedy(reason == null ? "" : String.valueOf(reason.getSQLState())));
    }

    /** Return the innermost exception of the driver, where there is one: Flyway's own only repeats it. */
    private static @Nullable SQLException reason(Throwable failure) {
        SQLException reason = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                reason = found;
            }
        }
        return reason;
    }

    /** By the classes of SQL states that PostgreSQL uses. */
    private static String remedy(String state) {
        if (state.startsWith("08")) {
            return "Start the server, or correct its host and port in tokenbudget.history.";
        }
        if (state.startsWith("28")) {
            return "Correct the user and password in tokenbudget.history.";
        }
        if (state.equals("3D000")) {
            return "Create the database, or correct its name in tokenbudget.history.";
        }
        if (state.equals("42501")) {
            return "Let this user create tables, or have one who may do so open the history once.";
        }
        return "Check tokenbudget.history.";
    }
}
