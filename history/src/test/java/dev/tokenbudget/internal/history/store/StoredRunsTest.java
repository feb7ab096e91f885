package dev.tokenbudget.internal.history.store;

class StoredRunsTest extends StoredRunsCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
