package dev.tokenbudget.internal.history.store;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class RunPartsOnPostgresTest extends RunPartsCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
