package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured on is what a build would have published. */
abstract class BulkFillCases {

    private static final int BUILDS = 3;
    private static final GeneratedHistory GENERATED = new GeneratedHistory(4, 2, 3);

    @TempDir
    Path folder;

    abstract String url(String name);

    @Test
    void holds_the_same_rows_as_a_history_that_builds_were_published_to() throws SQLException {
        String published = url("published");
        try (History history = History.open(published)) {
            IntStream.range(0, BUILDS).mapToObj(GENERATED::entries).forEach(history::add);
        }
        String filled = url("filled");
        History.open(filled).close();

        long calls = BulkFill.fill(filled, IntStream.range(0, BUILDS).mapToObj(GENERATED::entries));

        assertThat(calls).isEqualTo((long) BUILDS * GENERATED.callsOfABuild());
        for (String table : List.of("builds", "runs", "calls", "verdicts", "daily_usage", "task_builds")) {
            assertThat(rows(filled, table)).isNotEmpty().isEqualTo(rows(published, table));
        }
    }

    @Test
    void takes_the_next_build_as_any_history_does() throws SQLException {
        String url = url("filled");
        History.open(url).close();
        BulkFill.fill(url, IntStream.range(0, BUILDS).mapToObj(GENERATED::entries));

        try (History history = History.open(url)) {
            Added added = history.add(GENERATED.entries(BUILDS));

            assertThat(added.calls()).isEqualTo(GENERATED.callsOfABuild());
        }
    }

    private static List<String> rows(String url, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows.stream().sorted().toList();
    }
}
