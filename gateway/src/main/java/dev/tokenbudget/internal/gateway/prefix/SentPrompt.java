package dev.tokenbudget.internal.gateway.prefix;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The prompt of one request.
 *
 * @param agent who sent it, where that is said
 * @param pieces in the order in which providers cache them
 */
record SentPrompt(Optional<String> agent, List<Piece> pieces) {

    SentPrompt {
        pieces = List.copyOf(pieces);
    }

    /** Return how many pieces this prompt and {@code other} have in common from their begin. */
    int piecesSharedWith(SentPrompt other) {
        int shared = 0;
        while (shared < Math.min(pieces.size(), other.pieces.size())
                && pieces.get(shared).hasTextOf(other.pieces.get(shared))) {
            shared++;
        }
        return shared;
    }

    /** Return the characters of what was said that {@code earlier} has as well, wherever they stand. */
    long messagesOf(SentPrompt earlier) {
        return charactersOf(earlier, Piece::isMessage);
    }

    /** Return the characters of the pieces of this prompt that {@code earlier} has as well, wherever they stand. */
    long charactersOf(SentPrompt earlier) {
        return charactersOf(earlier, piece -> true);
    }

    private long charactersOf(SentPrompt earlier, Predicate<Piece> which) {
        Set<String> known =
                earlier.pieces.stream().filter(which).map(Piece::text).collect(Collectors.toSet());
        return pieces.stream()
                .filter(which)
                .filter(piece -> known.contains(piece.text()))
                .mapToLong(piece -> piece.text().length())
                .sum();
    }

    long characters() {
        return pieces.stream().mapToLong(piece -> piece.text().length()).sum();
    }

    /** Return whether both have something in common of what was said. */
    boolean sharesMessageWith(SentPrompt other) {
        return messagesOf(other) > 0;
    }

    /**
     * Return whether this may be a further request of the conversation, or of an agent like that, that sent {@code other}.
     * An agent that does not say its name is known by its system prompt, or without one by its tools or by what was said.
     */
    boolean isComparableWith(SentPrompt other) {
        if (!agent.equals(other.agent)) {
            return false;
        }
        String system = systemPrompt();
        String othersSystem = other.systemPrompt();
        if (!system.isEmpty() && !othersSystem.isEmpty()) {
            return LikeText.areAlike(system, othersSystem) || agent.isPresent() && sharesMessageWith(other);
        }
        return system.isEmpty() == othersSystem.isEmpty() && (sharesMessageWith(other) || sharesToolWith(other));
    }

    private boolean sharesToolWith(SentPrompt other) {
        return pieces.stream()
                .filter(piece -> piece.stretch() == Piece.Stretch.TOOLS)
                .anyMatch(piece -> other.pieces.stream().anyMatch(piece::hasTextOf));
    }

    private String systemPrompt() {
        return pieces.stream().filter(Piece::isSystem).map(Piece::text).collect(Collectors.joining("\n"));
    }
}
