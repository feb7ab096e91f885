package dev.tokenbudget.internal.history.store;

class RunPartsTest extends RunPartsCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
