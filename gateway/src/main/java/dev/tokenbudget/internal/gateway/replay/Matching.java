package dev.tokenbudget.internal.gateway.replay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the recorded exchange that answers a request: the one that asks the same; else, of those at the same place in the
 * conversation that may be of the same role, the one that is most like it.
 *
 * @param exchanges the recorded ones, in order
 * @param used the indices of those that have answered a request
 */
record Matching(List<RecordedExchange> exchanges, Set<Integer> used) {

    /** What was said is the same but for a few words. */
    private static final double SAME_WORDS = 0.8;

    /** By how much a request is more like one that was answered than like any that was not, when it asks that again. */
    private static final double CLEARLY = 0.2;

    /** Return what answers {@code request}, or nothing where it has left the recording. */
    Optional<RecordedExchange> find(PlacedRequest request) {
        Optional<RecordedExchange> same = unused(asksTheSame(request).and(isAtPlaceOf(request)))
                .findFirst()
                .or(() -> unused(asksTheSame(request)).findFirst());
        if (same.isPresent()) {
            return same;
        }
        Optional<RecordedExchange> askedBefore = used(asksTheSame(request)).reduce((one, later) -> later);
        if (request.request().isFree()) {
            return askedBefore.or(() -> closest(request, mayAnswer(request)));
        }
        return askedBefore.isPresent() ? Optional.empty() : findChanged(request);
    }

    /** Return the exchange, used or not, whose request is most like {@code request}. */
    Optional<RecordedExchange> nearest(PlacedRequest request) {
        return exchanges.stream().filter(mayAnswer(request)).max(byTextsOf(request));
    }

    private Optional<RecordedExchange> findChanged(PlacedRequest request) {
        Predicate<RecordedExchange> fits =
                mayAnswer(request).and(exchange -> exchange.asked().role().mayBe(request.role()));
        return closest(request, fits.and(isAtPlaceOf(request)))
                .filter(found -> !asksAgain(request, found, fits.and(isAtPlaceOf(request))))
                .or(() -> findBehindUnused(request, fits))
                .or(() -> closest(request, fits.and(answersSameWords(request, fits))));
    }

    private static Predicate<RecordedExchange> asksTheSame(PlacedRequest request) {
        return exchange -> exchange.asked().request().isSameAs(request.request());
    }

    private static Predicate<RecordedExchange> mayAnswer(PlacedRequest request) {
        return exchange ->
                exchange.asked().request().kind().equals(request.request().kind())
                        && exchange.asked().request().isOfAgentOf(request.request());
    }

    private static Predicate<RecordedExchange> isAtPlaceOf(PlacedRequest request) {
        return exchange -> exchange.asked().place().isSameAs(request.place());
    }

    /** Whether {@code request} asks what was answered before rather than what {@code found} was asked. */
    private boolean asksAgain(PlacedRequest request, RecordedExchange found, Predicate<RecordedExchange> fits) {
        double closest = said(request, found);
        return used(fits.and(exchange -> placeLikeness(request, exchange) >= placeLikeness(request, found)))
                .mapToDouble(used -> said(request, used))
                .anyMatch(used -> used >= SAME_WORDS && used - closest >= CLEARLY);
    }

    /** Find what follows exchanges that the agent leaves out, and these follow where {@code request} stands: as few as may be. */
    private Optional<RecordedExchange> findBehindUnused(PlacedRequest request, Predicate<RecordedExchange> fits) {
        List<RecordedExchange> leftOut = unused(isAtPlaceOf(request)).toList();
        while (!leftOut.isEmpty()) {
            List<RecordedExchange> before = leftOut;
            List<RecordedExchange> behind = unused(exchange -> before.stream().anyMatch(one -> isBehind(one, exchange)))
                    .toList();
            Optional<RecordedExchange> found = closest(request, fits.and(behind::contains));
            if (found.isPresent()) {
                return found;
            }
            leftOut = behind;
        }
        return Optional.empty();
    }

    private static boolean isBehind(RecordedExchange leftOut, RecordedExchange exchange) {
        return leftOut.index() < exchange.index()
                && exchange.asked().place().follows().contains(leftOut.index())
                && !leftOut.asked().role().mayBe(exchange.asked().role());
    }

    /** An agent that begins to remember, or ceases to, still asks what it asked. */
    private Predicate<RecordedExchange> answersSameWords(PlacedRequest request, Predicate<RecordedExchange> fits) {
        boolean askedBefore = used(fits).anyMatch(used -> now(request, used) >= SAME_WORDS);
        return exchange -> !askedBefore && now(request, exchange) >= SAME_WORDS;
    }

    private Optional<RecordedExchange> closest(PlacedRequest request, Predicate<RecordedExchange> fits) {
        // Of several that are as close, the first in the recorded order.
        Comparator<RecordedExchange> byPlace = Comparator.comparingLong(exchange -> placeLikeness(request, exchange));
        return unused(fits).max(byPlace.thenComparing(byTextsOf(request)));
    }

    private static long placeLikeness(PlacedRequest request, RecordedExchange exchange) {
        return exchange.asked().place().likeness(request.place());
    }

    private static Comparator<RecordedExchange> byTextsOf(PlacedRequest request) {
        return Comparator.comparingDouble(exchange -> exchange.asked().likeness(request));
    }

    private Stream<RecordedExchange> unused(Predicate<RecordedExchange> fits) {
        return exchanges.stream()
                .filter(exchange -> !used.contains(exchange.index()))
                .filter(fits);
    }

    private Stream<RecordedExchange> used(Predicate<RecordedExchange> fits) {
        return exchanges.stream()
                .filter(exchange -> used.contains(exchange.index()))
                .filter(fits);
    }

    private static double said(PlacedRequest request, RecordedExchange exchange) {
        return exchange.asked().said().resemblance(request.said());
    }

    private static double now(PlacedRequest request, RecordedExchange exchange) {
        Shingles now = request.now();
        return now.isEmpty() ? 0 : exchange.asked().now().resemblance(now);
    }
}
