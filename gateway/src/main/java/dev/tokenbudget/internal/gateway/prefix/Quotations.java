package dev.tokenbudget.internal.gateway.prefix;

import dev.tokenbudget.usage.PromptSections.Quote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds what the agents of one run read word by word after another one did, wherever it stands in a longer text; not safe for
 * use by several threads. While there is one agent, nothing is compared.
 */
final class Quotations {

    /** Fewer characters together are a phrase. */
    private static final int SHORTEST = 100;

    /** Fewer characters between two passages are a separator, or another way of writing one. */
    private static final int SEPARATOR = 16;

    private final List<SentPrompt> unread = new ArrayList<>();
    private final Map<Long, Source> sources = new HashMap<>();
    private final Map<ReadPiece, List<Quote>> read = new HashMap<>();

    private record ReadPiece(String agent, Piece piece) {}

    /** Where a chunk was read first. */
    private record Source(String agent, String text, int begin) {}

    /** Return what {@code prompt} quotes of earlier prompts, by its pieces that do; the next prompts may quote it. */
    Map<Piece, List<Quote>> read(SentPrompt prompt) {
        unread.add(prompt);
        if (read.isEmpty() && unread.get(0).agent().equals(prompt.agent())) {
            return Map.of();
        }
        unread.forEach(this::keep);
        unread.clear();
        Map<Piece, List<Quote>> quotes = new LinkedHashMap<>();
        for (Piece piece : prompt.pieces()) {
            Optional.ofNullable(read.get(new ReadPiece(nameOf(prompt), piece)))
                    .filter(found -> !found.isEmpty())
                    .ifPresent(found -> quotes.put(piece, found));
        }
        return quotes;
    }

    private void keep(SentPrompt prompt) {
        String agent = nameOf(prompt);
        prompt.pieces().stream()
                .filter(piece -> piece.stretch() == Piece.Stretch.CONVERSATION)
                .forEach(piece -> read.computeIfAbsent(new ReadPiece(agent, piece), this::quotesOf));
    }

    private List<Quote> quotesOf(ReadPiece reading) {
        String text = reading.piece.text();
        long tokens = reading.piece.item().tokens();
        List<Quote> quotes = new ArrayList<>();
        passagesByReader(reading.agent, text).forEach((reader, passages) -> {
            long characters = passages.stream()
                    .mapToLong(Passage::length)
                    .filter(length -> length >= SHORTEST)
                    .sum();
            if (characters > 0) {
                quotes.add(new Quote(reader, tokens * characters / text.length()));
            }
        });
        return List.copyOf(quotes);
    }

    /** Return what others than {@code agent} read first of {@code text}; the rest becomes what {@code agent} read first. */
    private Map<String, Deque<Passage>> passagesByReader(String agent, String text) {
        Map<String, Deque<Passage>> byReader = new TreeMap<>();
        int done = 0;
        for (TextChunk chunk : TextChunk.of(text)) {
            Source source = sources.computeIfAbsent(chunk.hash(), unknown -> new Source(agent, text, chunk.begin()));
            if (!source.agent.equals(agent) && chunk.end() > done) {
                Passage found = Passage.around(chunk, text, source, done);
                Deque<Passage> passages = byReader.computeIfAbsent(source.agent, first -> new ArrayDeque<>());
                boolean goesOn = !passages.isEmpty() && passages.getLast().isContinuedBy(found);
                passages.addLast(goesOn ? passages.removeLast().upTo(found) : found);
                done = found.end;
            }
        }
        return byReader;
    }

    private static String nameOf(SentPrompt prompt) {
        return prompt.agent().orElse("");
    }

    /**
     * A part of a text that one agent read first, but for separators in it.
     *
     * @param last where its last stretch without a separator begins
     */
    private record Passage(int begin, int last, int end) {

        /** Return all that {@code text} has in common with a source around a chunk, from {@code first} on. */
        static Passage around(TextChunk chunk, String text, Source source, int first) {
            int shift = source.begin - chunk.begin();
            int begin = Math.max(chunk.begin(), first);
            while (begin > first
                    && begin + shift > 0
                    && text.charAt(begin - 1) == source.text.charAt(begin - 1 + shift)) {
                begin--;
            }
            int end = chunk.end();
            while (end < text.length()
                    && end + shift < source.text.length()
                    && text.charAt(end) == source.text.charAt(end + shift)) {
                end++;
            }
            return new Passage(begin, begin, end);
        }

        int length() {
            return end - begin;
        }

        /** A word that comes again and again in another text is not continued by itself. */
        boolean isContinuedBy(Passage next) {
            return next.begin - end <= Math.min(SEPARATOR, end - last);
        }

        Passage upTo(Passage next) {
            return new Passage(begin, next.begin == end ? last : next.begin, next.end);
        }
    }
}
