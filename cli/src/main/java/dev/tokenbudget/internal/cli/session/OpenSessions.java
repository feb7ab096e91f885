package dev.tokenbudget.internal.cli.session;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.price.PriceList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The sessions that are not in the history yet, by their names. Not safe for use by several threads. */
final class OpenSessions {

    private final PriceList prices;
    private final Map<String, Session> open = new HashMap<>();

    OpenSessions(PriceList prices) {
        this.prices = prices;
    }

    /** A call in its session. */
    record Added(Session session, SpoolLine line, Optional<CallEntry> entry) {}

    Added add(CallOfSession charged) {
        String name = charged.caller().session();
        Session session = open.computeIfAbsent(name, absent -> new Session(charged.caller(), charged.call(), prices));
        Optional<CallEntry> entry = session.add(charged);
        return new Added(session, SpoolLine.of(session.id(), charged), entry);
    }

    /** Take out the sessions of which nothing is expected any more, or all of them. */
    List<Session> takeOver(Instant now, Duration rest) {
        return take(session -> session.isOver(now, rest));
    }

    List<Session> takeAll() {
        return take(session -> true);
    }

    private List<Session> take(Predicate<Session> over) {
        List<Session> taken = open.values().stream().filter(over).toList();
        open.values().removeAll(taken);
        return taken;
    }

    /** Return what the spool must keep of the sessions that are open. */
    List<SpoolLine> lines() {
        return open.values().stream()
                .flatMap(session -> session.lines().stream())
                .toList();
    }

    /** Return the sessions that a spool holds, each as it was. */
    static List<Session> of(List<SpoolLine> lines, PriceList prices) {
        Map<String, Session> sessions = new LinkedHashMap<>();
        for (SpoolLine line : lines) {
            CallOfSession charged = line.charged();
            sessions.computeIfAbsent(line.run(), absent -> new Session(charged.caller(), charged.call(), prices))
                    .add(charged);
        }
        return new ArrayList<>(sessions.values());
    }
}
