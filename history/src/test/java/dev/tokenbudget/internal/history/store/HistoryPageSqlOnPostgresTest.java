package dev.tokenbudget.internal.history.store;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class HistoryPageSqlOnPostgresTest extends HistoryPageSqlCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
