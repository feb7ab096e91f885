package dev.tokenbudget.internal.gateway.prefix;

import dev.tokenbudget.usage.PromptSections.Repeat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The prompts that a run sent, each piece of text once; not safe for use by several threads. */
final class RunPrompts {

    /** Requests of a run that are compared; what a longer run sends beyond is not. */
    static final int MOST_REQUESTS = 512;

    /** Characters of different text that are kept of a run; prompts with more are not compared. */
    static final long MOST_CHARACTERS = 4_000_000;

    /** Requests of the same run that may be under way side by side and still be told apart. */
    private static final int LATEST = 32;

    private final List<SentPrompt> sent = new ArrayList<>();
    private final Map<Piece, Piece> pieces = new HashMap<>();
    private final Quotations quotations = new Quotations();
    private Optional<RunPrompts> previous;
    private long characters;
    private boolean isFull;

    RunPrompts(Optional<RunPrompts> previous) {
        this.previous = previous;
        previous.ifPresent(run -> run.previous = Optional.empty());
    }

    /** Compare a prompt with those before it, and keep it for those that come. */
    ComparedPrompt add(SentPrompt asked) {
        Optional<SentPrompt> kept = keep(asked);
        if (kept.isEmpty()) {
            return ComparedPrompt.NOT;
        }
        SentPrompt now = kept.get();
        Repeat.Compared compared = new Repeat.Compared(
                repeat(now, between(sent.size() - LATEST, sent.size()), Repetition::ofConversation),
                previous.flatMap(run -> repeat(now, run.around(sent.size()), Repetition::ofPreviousRun)));
        sent.add(now);
        return new ComparedPrompt(compared, quotations.read(now));
    }

    /** Return the characters of text that are kept here, those of the run before included. */
    long characters() {
        return characters + previous.map(run -> run.characters).orElse(0L);
    }

    /** Requests that are sent side by side may come in another order in each run. */
    private List<SentPrompt> around(int place) {
        return between(place - LATEST / 2, place + LATEST / 2);
    }

    private List<SentPrompt> between(int first, int end) {
        int last = Math.min(end, sent.size());
        return sent.subList(Math.min(Math.max(0, first), last), last);
    }

    /** Once one prompt is left out, those that follow it would be compared with the wrong one. */
    private Optional<SentPrompt> keep(SentPrompt asked) {
        long more = asked.pieces().stream()
                .filter(piece -> !pieces.containsKey(piece))
                .mapToLong(piece -> piece.text().length())
                .sum();
        isFull |= sent.size() >= MOST_REQUESTS || characters + more > MOST_CHARACTERS;
        if (isFull) {
            return Optional.empty();
        }
        characters += more;
        return Optional.of(new SentPrompt(
                asked.agent(),
                asked.pieces().stream()
                        .map(piece -> pieces.computeIfAbsent(piece, unknown -> piece))
                        .toList()));
    }

    /**
     * The one before is that with most in common of what was said, and then of all else; of several the one that is repeated
     * as a whole, or the latest.
     */
    private static Optional<Repeat> repeat(
            SentPrompt now, List<SentPrompt> candidates, BiFunction<SentPrompt, SentPrompt, Repeat> compare) {
        List<SentPrompt> latestFirst = new ArrayList<>();
        candidates.stream().filter(now::isComparableWith).forEach(prompt -> latestFirst.add(0, prompt));
        return latestFirst.stream()
                .min(Comparator.comparing(now::messagesOf)
                        .thenComparing(now::charactersOf)
                        .reversed()
                        .thenComparing(prompt -> prompt.characters()))
                .map(earlier -> compare.apply(earlier, now));
    }
}
