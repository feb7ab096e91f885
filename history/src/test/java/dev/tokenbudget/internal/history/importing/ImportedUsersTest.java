package dev.tokenbudget.internal.history.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.UserKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a call was made for is known by a hash, or not at all. */
class ImportedUsersTest {

    private static final String ROW = """
            {"request_id":"r1","spend":0.01,"startTime":"2026-11-30T09:00:00Z","prompt_tokens":5,"completion_tokens":1,"model":"m","end_user":"ann.smith@example.com","metadata":{"user_email":"ann.smith@example.com","note":"a text about ann.smith"}}
            """;

    @TempDir
    Path folder;

    @Test
    void without_a_key_ids_are_left_out_and_it_is_said() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder)) {
            ImportSummary summary = imported.importing(ROW);

            assertThat(summary.lines()).anyMatch(line -> line.contains("there is no key to hash them with"));
            assertThat(imported.calls().get(0).labels().values()).isEmpty();
            assertThat(imported.bytes()).doesNotContain("ann.smith");
        }
    }

    @Test
    void with_a_key_their_hashes_are_kept() throws Exception {
        try (ImportedHistory imported = new ImportedHistory(folder).withKey("a key")) {
            ImportSummary summary = imported.importing(ROW);

            assertThat(summary.notKept()).isEmpty();
            assertThat(imported.bytes())
                    .contains(UserKey.of("a key").orElseThrow().hash("ann.smith@example.com"))
                    .doesNotContain("ann.smith");
        }
    }
}
