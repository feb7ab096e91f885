package dev.tokenbudget.internal.history.store;

class ParallelPublishersOnPostgresTest extends ParallelPublishersCases {

    @Override
    String url() {
        return PostgresServer.running().newDatabase();
    }
}
