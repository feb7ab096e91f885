package dev.tokenbudget.internal.history.store;

class HistoryPageSqlTest extends HistoryPageSqlCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
