package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.Period;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long a large history takes to publish a build to and to read, in both databases: 200 tasks, two builds a day, a
 * million calls unless {@code -Dhistory.calls=10000000} asks for two years of them.
 */
@Tag("slow")
class HistoryBenchmarkTest {

    private static final GeneratedHistory GENERATED = GeneratedHistory.LARGE;
    private static final int BUILDS = Math.max(
            2, (int) Math.ceil(Long.getLong("history.calls", 1_000_000L) / (double) GENERATED.callsOfABuild()));

    @TempDir
    Path folder;

    @Test
    void shows_how_long_a_large_history_takes() throws SQLException {
        measure("SQLite", "jdbc:sqlite:" + folder.resolve("history.db"));
        measure("PostgreSQL", PostgresServer.running().newDatabase());
    }

    private static void measure(String database, String url) throws SQLException {
        long calls = (long) BUILDS * GENERATED.callsOfABuild();
        try (History history = History.open(url)) {
            long begin = System.nanoTime();
            for (int i = 0; i < BUILDS - 1; i++) {
                history.add(GENERATED.entries(i));
            }
            print(database, "fill, " + (BUILDS - 1) + " builds", begin, calls - GENERATED.callsOfABuild());
            analyze(url);
            Added added =
                    time(database, "publish one build", Added::calls, () -> history.add(GENERATED.entries(BUILDS - 1)));
            assertThat(added.calls()).isEqualTo(GENERATED.callsOfABuild());

            HistoryReader reader = history.reader();
            List<GroupedUsage> byTask = time(
                    database,
                    "usage of all days by day and task",
                    List::size,
                    () -> reader.usage(all(), Set.of(Dimension.DAY, Dimension.TASK)));
            assertThat(byTask.stream().mapToLong(usage -> usage.sum().calls()).sum())
                    .isEqualTo(calls);
            time(
                    database,
                    "usage of all days by feature, team and model",
                    List::size,
                    () -> reader.usage(all(), Set.of(Dimension.FEATURE, Dimension.TEAM, Dimension.MODEL)));
            time(
                    database,
                    "usage of a week by team, feature and task",
                    List::size,
                    () -> reader.usage(lastDays(7), Set.of(Dimension.TEAM, Dimension.FEATURE, Dimension.TASK)));
            List<TaskPoint> points = time(database, "points of all builds", List::size, () -> reader.points(all()));
            assertThat(points).hasSize(BUILDS * GENERATED.tasks());
            long some = time(database, "runs of 28 days", runs -> runs, () -> runs(reader, lastDays(28)));
            assertThat(some).isPositive();
            long every = time(database, "runs of all days", runs -> runs, () -> runs(reader, all()));
            assertThat(every).isEqualTo((long) BUILDS * GENERATED.tasks() * GENERATED.runs());
            time(database, "calls of one run", List::size, () -> reader.calls(1));
        }
        for (String sql : HistoryPageSqlCases.statements()) {
            run(url, database, sql);
        }
    }

    private static void run(String url, String database, String sql) throws SQLException {
        long begin = System.nanoTime();
        int rows = 0;
        String here = sql.replace("2026-11-01", lastDays(28).from().toString())
                .replace("2026-12-01", lastDays(28).to().toString())
                .replace("2026-11-23", lastDays(7).from().toString())
                .replace("2026-11-30", lastDays(7).to().toString());
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(here)) {
            while (result.next()) {
                rows++;
            }
        }
        print(database, "SQL: " + sql.lines().findFirst().orElseThrow().strip(), begin, rows);
        assertThat(rows).isPositive();
    }

    /** What PostgreSQL does by itself from time to time. */
    private static void analyze(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private static long runs(HistoryReader reader, Period period) {
        AtomicLong runs = new AtomicLong();
        reader.forEachRun(period, run -> runs.incrementAndGet());
        return runs.get();
    }

    private static LocalDate first() {
        return LocalDate.ofInstant(GeneratedHistory.FIRST_DAY, ZoneOffset.UTC);
    }

    private static Period all() {
        return new Period(first(), first().plusDays(BUILDS / GeneratedHistory.BUILDS_A_DAY + 1));
    }

    private static Period lastDays(int days) {
        return Period.endingWith(all().to().minusDays(1), days);
    }

    private static <T> T time(String database, String what, Count<T> count, Supplier<T> action) {
        long begin = System.nanoTime();
        T result = action.get();
        print(database, what, begin, count.of(result));
        return result;
    }

    private static void print(String database, String what, long begin, long rows) {
        String line = String.format(
                Locale.ROOT,
                "%-10s  %-60s %,12d rows %8.2f s",
                database,
                what,
                rows,
                (System.nanoTime() - begin) / 1e9);
        System.out.println(line);
    }

    private interface Count<T> {
        long of(T result);
    }
}
