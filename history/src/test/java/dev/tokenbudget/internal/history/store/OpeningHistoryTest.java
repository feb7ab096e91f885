package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningHistoryTest {

    @TempDir
    Path folder;

    /** Opens a history and closes it again. */
    static final class Opener {
        public static void main(String[] arguments) {
            History.open(arguments[0]).close();
        }
    }

    @Test
    void creates_the_folder_and_has_git_ignore_what_is_in_one_of_our_own_name() {
        History.open("jdbc:sqlite:" + folder.resolve("shop/.tokenbudget/history.db"))
                .close();

        assertThat(folder.resolve("shop/.tokenbudget/history.db")).isRegularFile();
        assertThat(folder.resolve("shop/.tokenbudget/.gitignore")).hasContent("*");
    }

    @Test
    void leaves_the_files_of_other_folders_to_whom_they_belong() {
        History.open("jdbc:sqlite:" + folder.resolve("data/history.db")).close();

        assertThat(folder.resolve("data/.gitignore")).doesNotExist();
    }

    @Test
    void says_nothing() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");

        Process opener = ChildProcess.start(Opener.class, output, "jdbc:sqlite:" + folder.resolve("history.db"));

        assertThat(opener.waitFor()).isZero();
        assertThat(output).isEmptyFile();
    }

    @Test
    void refuses_what_a_newer_version_made() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("history.db");
        History.open(url).close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO flyway_schema_history SELECT 99, '99', 'history', type, 'V99__history.sql',"
                            + " 0, installed_by, installed_on, 0, 1 FROM flyway_schema_history LIMIT 1");
        }

        assertThatThrownBy(() -> History.open(url))
                .isInstanceOf(HistoryException.class)
                .hasMessage(
                        "The history was updated to version 99 by a newer TokenBudget, which this one cannot read. Use"
                                + " that version of TokenBudget here, too.");
    }

    @Test
    void refuses_a_database_that_ends_with_the_build() {
        assertThatThrownBy(() -> History.open("jdbc:sqlite::memory:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names none. Set tokenbudget.history to one");
    }

    @Test
    void refuses_databases_of_other_kinds() {
        assertThatThrownBy(() -> History.open("jdbc:mysql://db/history"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither jdbc:sqlite: nor jdbc:postgresql:");
    }

    @Test
    void tells_that_a_file_is_no_database() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no database\n".repeat(100));

        assertThatThrownBy(() -> History.open("jdbc:sqlite:" + file))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("file is not a database")
                .hasMessageEndingWith("Check tokenbudget.history.");
    }

    @Test
    void tells_that_no_server_answers_without_telling_the_password() {
        assertThatThrownBy(() -> History.open("jdbc:postgresql://127.0.0.1:1/spend?user=ann&password=hunter2"))
                .isInstanceOf(HistoryException.class)
                .hasMessageStartingWith("The history jdbc:postgresql://127.0.0.1:1/spend could not be opened:")
                .hasMessageEndingWith("Start the server, or correct its host and port in tokenbudget.history.")
                .message()
                .doesNotContain("ann", "hunter2");
    }

    @Test
    void tells_no_password_of_a_url_that_cannot_be_read() {
        assertThatThrownBy(() -> History.open("jdbc:postgresql://ann:hunter2@127.0.0.1:abc/spend?password=hunter2"))
                .isInstanceOf(HistoryException.class)
                .message()
                .doesNotContain("hunter2");
    }
}
