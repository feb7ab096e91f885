package dev.tokenbudget.internal.history.store;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Prints how long each action took, how much of it a processor worked for us and for the database's server, and how busy all else was. */
final class Stopwatch {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private String database = "";

    interface Action<T> {
        T run() throws SQLException;
    }

    void on(String name) {
        database = name;
    }

    /** Run {@code action}, and print how long it took. */
    <T> T time(String what, String unit, ToLongFunction<T> amount, Action<T> action) throws SQLException {
        long begin = System.nanoTime();
        double workBefore = work();
        T result = action.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-10s  %-40.40s %,12d %-13s %8.2f s, processor %8.2f s, load %.1f%n",
                database,
                what,
                amount.applyAsLong(result),
                unit,
                seconds,
                work() - workBefore,
                SYSTEM.getSystemLoadAverage());
        return result;
    }

    private double work() {
        Duration server =
                database.equals("PostgreSQL") ? PostgresServer.running().work() : Duration.ZERO;
        return SYSTEM.getProcessCpuTime() / 1e9 + server.toMillis() / 1e3;
    }
}
