package dev.tokenbudget.internal.history.store;

class BulkFillTest extends BulkFillCases {

    @Override
    String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name + ".db");
    }
}
