package dev.tokenbudget.internal.history.store;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class BulkFillOnPostgresTest extends BulkFillCases {

    @Override
    String url(String name) {
        return PostgresServer.running().newDatabase();
    }
}
