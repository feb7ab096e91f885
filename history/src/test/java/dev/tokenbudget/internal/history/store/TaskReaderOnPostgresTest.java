package dev.tokenbudget.internal.history.store;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class TaskReaderOnPostgresTest extends TaskReaderCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
