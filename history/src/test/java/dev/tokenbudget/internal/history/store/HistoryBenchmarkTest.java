package dev.tokenbudget.internal.history.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.alert.AlertCheck;
import dev.tokenbudget.internal.history.alert.AlertRules;
import dev.tokenbudget.internal.history.change.ChangePoints;
import dev.tokenbudget.internal.history.footprint.Footprint;
import dev.tokenbudget.internal.history.footprint.FootprintFiles;
import dev.tokenbudget.internal.history.footprint.Targets;
import dev.tokenbudget.internal.history.page.HistoryPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long a large history takes to publish a build to and to read, in both databases: 200 tasks, two builds a day, a
 * million calls unless {@code -Dhistory.calls=10000000} asks for two years of them. {@code -Dhistory.databases=SQLite} asks for one.
 */
@Tag("slow")
class HistoryBenchmarkTest {

    private static final GeneratedHistory GENERATED = GeneratedHistory.LARGE;
    private static final int BUILDS = Math.max(
            2, (int) Math.ceil(Long.getLong("history.calls", 1_000_000L) / (double) GENERATED.callsOfABuild()));

    private static final String DATABASES = System.getProperty("history.databases", "SQLite, PostgreSQL");

    private static final AlertRules RULES = AlertRules.ofPom(List.of(
            Map.of("when", "costPerHour", "above", "1000000"),
            Map.of("when", "costPerDay", "above", "1000000"),
            Map.of("when", "costPerSession", "above", "1000000"),
            Map.of("when", "costPerCall", "above", "1000000"),
            Map.of("when", "costPerUserDay", "above", "1000000"),
            Map.of("when", "costPerOrganisationDay", "above", "1000000"),
            Map.of("when", "costAgainstWeek", "above", "+900%"),
            Map.of("when", "tokensOfTask", "above", "1000000"),
            Map.of("when", "cacheHitRate", "below", "0.01"),
            Map.of("when", "retryRate", "above", "0.9"),
            Map.of("when", "p99LatencyMs", "above", "899")));

    @TempDir
    Path folder;

    private final Stopwatch stopwatch = new Stopwatch();

    @Test
    void shows_how_long_a_large_history_takes() throws SQLException {
        if (DATABASES.contains("SQLite")) {
            measure("SQLite", "jdbc:sqlite:" + folder.resolve("history.db"));
        }
        if (DATABASES.contains("PostgreSQL")) {
            measure("PostgreSQL", PostgresServer.running().newDatabase());
        }
    }

    private void measure(String database, String url) throws SQLException {
        stopwatch.on(database);
        History.open(url).close();
        long filled = stopwatch.time(
                "(the test’s own fill)",
                "calls",
                calls -> calls,
                () -> BulkFill.fill(url, IntStream.range(0, BUILDS - 1).mapToObj(GENERATED::entries)));
        analyze(url);
        Instant now = GeneratedHistory.FIRST_DAY.plusSeconds(
                24L * 3600 / GeneratedHistory.BUILDS_A_DAY * (BUILDS - 1) + 10 * 3600);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try (History history = History.open(url)) {
            Added added = stopwatch.time(
                    "publish one build", "calls", Added::calls, () -> history.add(GENERATED.entries(BUILDS - 1)));
            assertThat(added.calls()).isEqualTo(GENERATED.callsOfABuild());
            Added again = stopwatch.time(
                    "publish it again",
                    "runs known",
                    Added::runsKnown,
                    () -> history.add(GENERATED.entries(BUILDS - 1)));
            assertThat(again.calls()).isZero();
            long held = history.reader()
                    .usage(all(), java.util.Set.of())
                    .get(0)
                    .sum()
                    .calls();
            assertThat(held).isEqualTo(filled + added.calls());

            String page = stopwatch.time(
                    "history page",
                    "bytes",
                    text -> text.getBytes(UTF_8).length,
                    () -> HistoryPage.of(history, today, BigDecimal.TEN));
            assertThat(page).contains(GENERATED.tasks() + " tasks");
            Map<String, String> month =
                    stopwatch.time("footprint of 30 days", "files", Map::size, () -> footprint(history, 30, today));
            assertThat(month).containsKey(FootprintFiles.PAGE);
            stopwatch.time("footprint of a year", "files", Map::size, () -> footprint(history, 365, today));
            AlertCheck alerts = stopwatch.time(
                    "alerts, 11 rules",
                    "warnings",
                    check -> check.warnings().size(),
                    () -> AlertCheck.of(RULES, history, Optional.empty(), Clock.fixed(now, ZoneOffset.UTC)));
            assertThat(alerts.warnings()).isNotEmpty();
            stopwatch.time(
                    "change points of all tasks",
                    "change points",
                    List::size,
                    () -> ChangePoints.in(
                            history.reader().points(all()), history.reader().failures(all())));
            stopwatch.time("export of 7 days", "runs", runs -> runs, () -> exported(history, today.minusDays(6)));
        }
        for (String sql : HistoryPageSqlCases.statements()) {
            String here = of(sql, today);
            int rows = stopwatch.time(
                    "SQL: " + sql.lines().findFirst().orElseThrow().strip(),
                    "rows",
                    found -> found,
                    () -> rows(url, here));
            assertThat(rows).isPositive();
        }
    }

    private static Map<String, String> footprint(History history, int days, LocalDate today) {
        return FootprintFiles.of(Footprint.of(
                history.reader(),
                Period.endingWith(today, days),
                Targets.parse("tokensPerRun=20000,contextUse=0.5"),
                (provider, model) -> OptionalLong.of(200_000),
                today));
    }

    private static long exported(History history, LocalDate from) {
        AtomicLong runs = new AtomicLong();
        history.forEachSince(from, entries -> runs.addAndGet(entries.runs().size()));
        return runs.get();
    }

    private static String of(String sql, LocalDate today) {
        return sql.replace("2026-11-01", today.minusDays(27).toString())
                .replace("2026-12-01", today.plusDays(1).toString())
                .replace("2026-11-23", today.minusDays(6).toString())
                .replace("2026-11-30", today.plusDays(1).toString());
    }

    private static int rows(String url, String sql) throws SQLException {
        int rows = 0;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    /** What PostgreSQL does by itself from time to time. */
    private static void analyze(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private static Period all() {
        LocalDate first = LocalDate.ofInstant(GeneratedHistory.FIRST_DAY, ZoneOffset.UTC);
        return new Period(first, first.plusDays(BUILDS / GeneratedHistory.BUILDS_A_DAY + 1));
    }
}
