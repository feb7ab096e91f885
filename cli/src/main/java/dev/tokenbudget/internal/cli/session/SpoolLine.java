package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.runlog.CallJson;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call as the spool keeps it, in the form of run logs.
 *
 * @param run the id of the session's entry in the history
 * @param session the session's name
 * @param alone whether the call named none
 * @param fetched whether it replaces what was known of the same response
 */
record SpoolLine(
        String run, String session, boolean alone, boolean fetched, Map<String, String> labels, CallJson call) {

    static SpoolLine of(String run, CallOfSession charged) {
        Caller caller = charged.caller();
        return new SpoolLine(
                run,
                caller.session(),
                caller.isAlone(),
                charged.isFetched(),
                new TreeMap<>(caller.labels().values()),
                CallJson.of(charged.call()));
    }

    CallOfSession charged() {
        return new CallOfSession(new Caller(session, alone, Labels.of(labels)), call.toCall(), fetched);
    }
}
