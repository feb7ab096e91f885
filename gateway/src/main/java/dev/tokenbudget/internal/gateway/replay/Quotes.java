package dev.tokenbudget.internal.gateway.replay;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where answers are quoted in a text. Answers have lines in common: a line within a longer quote is that answer's, whoever else
 * said it.
 */
final class Quotes {

    private record Quote(String text, int begin) {

        int end() {
            return begin + text.length();
        }

        boolean holds(Quote other) {
            return text.length() > other.text.length() && begin <= other.begin && other.end() <= end();
        }
    }

    private Quotes() {}

    /** Return those of {@code texts} that are in {@code text}, and not within another one, in the order in which they end there. */
    static List<String> in(String text, Collection<String> texts) {
        List<Quote> found =
                texts.stream().flatMap(quote -> last(quote, text).stream()).toList();
        return found.stream()
                .filter(quote -> found.stream().noneMatch(other -> other.holds(quote)))
                .sorted(Comparator.comparingInt(Quote::end))
                .map(Quote::text)
                .toList();
    }

    private static Optional<Quote> last(String quote, String text) {
        int begin = text.lastIndexOf(quote);
        return begin < 0 ? Optional.empty() : Optional.of(new Quote(quote, begin));
    }
}
