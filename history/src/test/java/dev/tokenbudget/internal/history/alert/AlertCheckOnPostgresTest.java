package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.store.PostgresServer;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class AlertCheckOnPostgresTest extends AlertCheckCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
