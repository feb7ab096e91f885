package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.InputEstimate;
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

/** A run that is answered from a recorded one, each recorded answer once. Safe to use from any thread. */
final class RunReplay {

    private final Optional<RecordedConversations> recording;
    private final Map<Integer, Integer> callsByExchange = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<Integer, InputEstimate> grownConversations = new HashMap<>();
    private final CachedPrompts cached = new CachedPrompts();
    private final List<Departure> departures = new ArrayList<>();
    private int calls;

    /**
     * Start to answer a run.
     *
     * @param recording the recorded run that answers it, where there is one
     * @param earlier the run of the same task before it, where there was one
     */
    RunReplay(Optional<RecordedRun> recording, Optional<RunReplay> earlier) {
        this.recording = recording.map(RecordedConversations::of);
        earlier.ifPresent(run -> cached.addAll(run.cached));
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
        Optional<RecordedExchange> followed = followed(placed);
        RequestTurn turn = new RequestTurn(
                calls,
                placed,
                found,
                isRefusedAgain,
                found.isPresent() ? found : matching.nearest(placed),
                followed,
                followed.map(exchange -> callsByExchange.get(exchange.index())),
                recorded.exchanges().size(),
                found.filter(exchange ->
                                recorded.usesCache() && request.content().isWhole())
                        .map(exchange -> cached.add(exchange.asked().request(), request))
                        .orElse(CachedPrompts.Change.NONE),
                followed.flatMap(exchange -> Optional.ofNullable(grownConversations.get(exchange.index())))
                        .orElse(InputEstimate.NONE));
        found.ifPresent(exchange -> callsByExchange.put(exchange.index(), calls));
        return turn;
    }

    /** Note by how much a conversation has grown, up to what an exchange asked: it goes on where the provider keeps it. */
    synchronized void grow(RecordedExchange exchange, InputEstimate growth) {
        grownConversations.put(exchange.index(), growth);
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

    /** Return which exchange of those that were replayed {@code request} follows: of several, the last. */
    private Optional<RecordedExchange> followed(PlacedRequest request) {
        return request.place().follows().stream()
                .filter(callsByExchange::containsKey)
                .max(Comparator.naturalOrder())
                .map(index ->
                        recording.orElse(RecordedConversations.NONE).exchanges().get(index));
    }
}
