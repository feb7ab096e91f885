package dev.tokenbudget.internal.history.store;

class SpendingTest extends SpendingCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
