package dev.tokenbudget.internal.history.store;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class SpendingOnPostgresTest extends SpendingCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
