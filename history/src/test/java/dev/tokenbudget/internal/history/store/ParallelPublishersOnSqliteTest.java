package dev.tokenbudget.internal.history.store;

class ParallelPublishersOnSqliteTest extends ParallelPublishersCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve(".tokenbudget/history.db");
    }
}
