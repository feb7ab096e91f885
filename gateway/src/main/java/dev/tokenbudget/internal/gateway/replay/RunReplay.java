package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A run that is answered from a recorded one, each recorded answer once. Safe to use from any thread. */
final class RunReplay {

    private final Optional<RecordedConversations> recording;
    private final Map<Integer, Integer> callsByExchange = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final List<Departure> departures = new ArrayList<>();
    private int calls;

    RunReplay(Optional<RecordedRun> recording) {
        this.recording = recording.map(RecordedConversations::of);
    }

    /** Take the recorded answer that belongs to a request: it is used up. */
    synchronized RequestTurn next(ComparedRequest request) {
        RecordedConversations recorded = recording.orElse(RecordedConversations.NONE);
        PlacedRequest placed = recorded.place(request);
        Matching matching = new Matching(recorded.exchanges(), callsByExchange.keySet());
        Optional<RecordedExchange> found = matching.find(placed);
        boolean isRefusedAgain =
                found.isEmpty() && !refused.add(request.content().same());
        boolean isCall = !request.isFree()
                && !isRefusedAgain
                && found.map(exchange -> exchange.isCharged()).orElse(true);
        calls += isCall ? 1 : 0;
        RequestTurn turn = new RequestTurn(
                calls,
                placed,
                found,
                isRefusedAgain,
                matching.nearest(placed),
                followedCall(placed),
                recorded.exchanges().size());
        found.ifPresent(exchange -> callsByExchange.put(exchange.index(), calls));
        return turn;
    }

    synchronized void depart(Departure departure) {
        departures.add(departure);
    }

    synchronized List<Departure> departures() {
        return departures.stream()
                .sorted(Comparator.comparingInt(Departure::call))
                .toList();
    }

    boolean isRecorded() {
        return recording.isPresent();
    }

    /** Return which call of this run got the answer that {@code request} follows. */
    private Optional<Integer> followedCall(PlacedRequest request) {
        return request.place().follows().stream()
                .flatMap(index -> Stream.ofNullable(callsByExchange.get(index)))
                .max(Comparator.naturalOrder());
    }
}
