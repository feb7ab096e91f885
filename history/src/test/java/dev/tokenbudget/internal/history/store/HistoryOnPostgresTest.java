package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class HistoryOnPostgresTest extends HistoryCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }

    @Test
    void tells_that_a_password_is_wrong_without_telling_it() {
        String url = url().replace(PostgresServer.PASSWORD, "hunter2");

        assertThatThrownBy(() -> History.open(url))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageEndingWith("Correct the user and password in tokenbudget.history.")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void tells_that_there_is_no_such_database() {
        assertThatThrownBy(() -> History.open(PostgresServer.running().url("nowhere")))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("database \"nowhere\" does not exist")
                .hasMessageEndingWith("Create the database, or correct its name in tokenbudget.history.");
    }
}
