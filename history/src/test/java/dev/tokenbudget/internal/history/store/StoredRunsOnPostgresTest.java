package dev.tokenbudget.internal.history.store;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class StoredRunsOnPostgresTest extends StoredRunsCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
