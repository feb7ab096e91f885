package dev.tokenbudget.internal.history.alert;

class AlertCheckTest extends AlertCheckCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
