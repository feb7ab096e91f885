package dev.tokenbudget.internal.history.store;

class TaskReaderTest extends TaskReaderCases {

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("history.db");
    }
}
