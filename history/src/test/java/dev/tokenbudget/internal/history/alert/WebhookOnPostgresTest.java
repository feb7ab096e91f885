package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.store.PostgresServer;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class WebhookOnPostgresTest extends WebhookCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
