package dev.tokenbudget.internal.history.store;

class HistoryTest extends HistoryCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
