package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL of docs/history.md, as it stands there. */
abstract class HistoryPageSqlCases {

    private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");

    @TempDir
    Path folder;

    abstract String url();

    static List<String> statements() {
        try {
            return SQL.matcher(Files.readString(Path.of("../docs/history.md")))
                    .results()
                    .map(statement -> statement.group(1).strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_week_by_task() throws SQLException {
        assertThat(rows(0))
                .containsExactly(
                        List.of("SearchTest.finds", "20", "20", "22000.0", "2.1"),
                        List.of("ReviewTest.reviews", "1", "2", "2200.0", "0.02"));
    }

    @Test
    void the_dearest_sessions() throws SQLException {
        assertThat(rows(1))
                .hasSize(10)
                .first()
                .satisfies(row -> assertThat(row).contains("search-20", "SearchTest.finds", "0.2"));
    }

    @Test
    void the_calls_of_a_session() throws SQLException {
        assertThat(rows(2))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("gpt-5", "1000.0", "100.0", "0.2"));
    }

    @Test
    void the_month_by_cost_centre_team_and_feature() throws SQLException {
        // the nineteenth of twenty sessions, from 0.01 to 0.20
        assertThat(rows(3))
                .containsExactly(
                        List.of("CC-1", "payments", "search", "20", "2.1", "0.105", "0.19"),
                        List.of("CC-2", "platform", "review", "1", "0.02", "0.02", "0.02"));
    }

    private List<List<String>> rows(int statement) throws SQLException {
        String url = url();
        try (History history = History.open(url)) {
            history.add(Entries.of(planted()));
        }
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement();
                ResultSet result = sql.executeQuery(statements().get(statement))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(text(result.getObject(i), result.getMetaData().getColumnName(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Numbers as they are, whatever type a database gives them. */
    private static String text(Object value, String column) {
        if (!(value instanceof Number number)) {
            return String.valueOf(value);
        }
        BigDecimal exact = new BigDecimal(number.toString())
                .setScale(6, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return column.endsWith("tokens") ? exact.setScale(1).toPlainString() : exact.toPlainString();
    }

    private static List<RunEntry> planted() {
        List<RunEntry> runs = new ArrayList<>();
        Instant week = Instant.parse("2026-11-24T10:00:00Z");
        for (int i = 1; i <= 20; i++) {
            runs.add(run("search-" + i, "SearchTest.finds", week, "search", "payments", "CC-1", call(1, week, i)));
        }
        runs.add(run(
                "review-1",
                "ReviewTest.reviews",
                week,
                "review",
                "platform",
                "CC-2",
                call(1, week, 1),
                call(2, week, 1)));
        Instant before = Instant.parse("2026-10-31T23:59:59Z");
        runs.add(run("search-0", "SearchTest.finds", before, "search", "payments", "CC-1", call(1, before, 500)));
        return runs;
    }

    private static RunEntry run(
            String id, String task, Instant at, String feature, String team, String centre, CallEntry... calls) {
        return new RunEntry(
                id,
                Optional.empty(),
                Origin.BENCHMARK,
                "tokenbudget",
                task,
                at,
                Duration.ofSeconds(2),
                Optional.of(Outcome.SUCCEEDED),
                Labels.of(Map.of("feature", feature, "team", team, "cost_center", centre)),
                List.of(calls));
    }

    private static CallEntry call(int sequence, Instant at, int cents) {
        return new CallEntry(
                sequence,
                at,
                "openai",
                "gpt-5",
                "",
                Role.AGENT,
                TokenUsage.of(1000, 100),
                Optional.of(BigDecimal.valueOf(cents, 2)),
                Optional.of("stop"),
                OptionalLong.of(900),
                0,
                0,
                Labels.NONE);
    }
}
