package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.gateway.CallOrigin;
import dev.tokenbudget.internal.history.Labels;
import java.util.UUID;

/**
 * Whose call it is.
 *
 * @param session the session's name
 * @param isAlone whether the call named no session, and so is one of its own
 * @param labels the labels of the call and of the gateway
 */
record Caller(String session, boolean isAlone, Labels labels) {

    private static final String UNNAMED = "gateway";

    static Caller of(CallOrigin origin, Labels ofGateway) {
        return new Caller(
                origin.session().orElseGet(() -> UUID.randomUUID().toString()),
                origin.session().isEmpty(),
                Labels.of(origin.labels()).or(ofGateway));
    }

    /** Return the same caller in the conversation that the provider knows by {@code id}; a session that it named itself goes before. */
    Caller in(String id) {
        return isAlone ? new Caller(id, false, labels) : this;
    }

    /** Return what the session is grouped by, as tasks are in tests. */
    String task() {
        String task = labels.value("task");
        String feature = labels.value("feature");
        return task.isEmpty() ? (feature.isEmpty() ? UNNAMED : feature) : task;
    }
}
