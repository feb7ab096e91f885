package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryUrlTest {

    @TempDir
    Path root;

    @Test
    void a_file_is_relative_to_the_root_of_the_build() {
        assertThat(HistoryUrl.resolve("jdbc:sqlite:.tokenbudget/history.db?cache_size=2000", root))
                .isEqualTo("jdbc:sqlite:" + root.resolve(".tokenbudget/history.db") + "?cache_size=2000");
    }

    @Test
    void a_plain_path_is_a_sqlite_file() {
        assertThat(HistoryUrl.resolve("../history.db", root.resolve("shop")))
                .isEqualTo("jdbc:sqlite:" + root.resolve("history.db"));
    }

    @Test
    void a_file_elsewhere_stays_there() {
        String file = root.resolve("history.db").toString();

        assertThat(HistoryUrl.resolve("jdbc:sqlite:" + file, Path.of("/shop"))).isEqualTo("jdbc:sqlite:" + file);
    }

    @Test
    void a_server_is_the_same_everywhere() {
        assertThat(HistoryUrl.resolve("jdbc:postgresql://db/spend?user=ann", root))
                .isEqualTo("jdbc:postgresql://db/spend?user=ann");
        assertThat(HistoryUrl.resolve("postgresql://db/spend", root)).isEqualTo("jdbc:postgresql://db/spend");
    }

    @Test
    void is_shown_without_secrets() {
        assertThat(HistoryUrl.withoutSecrets("jdbc:postgresql://ann:hunter2@db/spend?user=ann&password=hunter2"))
                .isEqualTo("jdbc:postgresql://db/spend");
    }
}
