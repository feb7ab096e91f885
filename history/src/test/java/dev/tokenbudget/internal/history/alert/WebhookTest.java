package dev.tokenbudget.internal.history.alert;

class WebhookTest extends WebhookCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
