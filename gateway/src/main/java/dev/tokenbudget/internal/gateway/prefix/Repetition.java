package dev.tokenbudget.internal.gateway.prefix;

import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Difference.Look;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.util.List;
import java.util.Optional;

/** What a prompt repeats of an earlier one. */
final class Repetition {

    private final SentPrompt earlier;
    private final SentPrompt now;
    private final int shared;

    private Repetition(SentPrompt earlier, SentPrompt now) {
        this.earlier = earlier;
        this.now = now;
        this.shared = now.piecesSharedWith(earlier);
    }

    /** Compare with an earlier prompt of the same run: what it has of what was said must come again as it was. */
    static Repeat ofConversation(SentPrompt earlier, SentPrompt now) {
        Repetition repetition = new Repetition(earlier, now);
        return repetition.toRepeat(repetition.isOtherQuestion());
    }

    /** Compare with a prompt of an earlier run, in which the model may have answered otherwise. */
    static Repeat ofPreviousRun(SentPrompt earlier, SentPrompt now) {
        Repetition repetition = new Repetition(earlier, now);
        return repetition.toRepeat(repetition.isOtherQuestion() || repetition.isAfterAnswer());
    }

    private Repeat toRepeat(boolean ordinary) {
        long all =
                now.pieces().stream().mapToLong(piece -> piece.item().tokens()).sum();
        return new Repeat(tokens(), all, ordinary || isContinuation() ? Optional.empty() : Optional.of(difference()));
    }

    private long tokens() {
        long tokens = now.pieces().stream()
                .limit(shared)
                .mapToLong(piece -> piece.item().tokens())
                .sum();
        Optional<Piece> here = here();
        if (here.isEmpty() || here.get().text().isEmpty()) {
            return tokens;
        }
        return tokens
                + here.get().item().tokens() * offset() / here.get().text().length();
    }

    /** Whether one ends where the other goes on: with further messages, or with more of the last text. */
    private boolean isContinuation() {
        if (there().isEmpty() || here().isEmpty()) {
            Optional<Piece> further = here().or(this::there);
            return further.isEmpty() || further.get().stretch() == Piece.Stretch.CONVERSATION;
        }
        return shared == earlier.pieces().size() - 1
                && here().get().isMessage()
                && here().get().text().startsWith(there().get().text());
    }

    /** Whether the prompts part where the conversation begins, of which they have nothing in common. */
    private boolean isOtherQuestion() {
        return here().filter(Piece::isMessage).isPresent()
                && there().filter(Piece::isMessage).isPresent()
                && !now.sharesMessageWith(earlier);
    }

    private boolean isAfterAnswer() {
        return now.pieces().stream()
                        .limit(shared)
                        .anyMatch(piece -> piece.item().kind() == Kind.HISTORY)
                || here().filter(piece -> piece.item().kind() == Kind.HISTORY).isPresent()
                        && there().filter(piece -> piece.item().kind() == Kind.HISTORY)
                                .isPresent();
    }

    private Difference difference() {
        boolean isGone = isGone();
        boolean isWhole = isGone || areReordered();
        Piece differing = isGone ? there().orElseThrow() : here().orElseThrow();
        List<Piece> of = isGone ? earlier.pieces() : now.pieces();
        Item item = differing.item();
        long number = of.stream()
                .limit(shared + 1L)
                .filter(piece -> piece.item().kind() == item.kind())
                .count();
        return new Difference(
                item.kind(),
                (int) number,
                item.tool(),
                isWhole ? 0 : offset(),
                isWhole ? 0 : differing.text().length(),
                look());
    }

    private Look look() {
        boolean moved = hasMoved();
        if (areReordered()) {
            return Look.ORDER;
        }
        if (moved || !isGone() && !isInStead()) {
            return Look.ADDED;
        }
        if (stoodBehind() || isGone()) {
            return Look.REMOVED;
        }
        Piece before = there().orElseThrow();
        Piece after = here().orElseThrow();
        return after.isReorderedFrom(before)
                ? Look.ORDER
                : DifferenceLook.of(before.text(), after.text(), (int) offset());
    }

    private boolean areReordered() {
        return hasMoved() && stoodBehind();
    }

    /** Whether what stood here stands behind now. */
    private boolean hasMoved() {
        return there().filter(piece -> standsBehind(piece, now)).isPresent();
    }

    /** Whether what stands here stood behind. */
    private boolean stoodBehind() {
        return here().filter(piece -> standsBehind(piece, earlier)).isPresent();
    }

    /** Whether the earlier prompt has a piece here in a stretch that has ended now. */
    private boolean isGone() {
        return there().isPresent()
                && here().filter(
                                piece -> piece.stretch().compareTo(there().get().stretch()) <= 0)
                        .isEmpty();
    }

    private boolean isInStead() {
        return there().isPresent()
                && here().isPresent()
                && there().get().stretch() == here().get().stretch();
    }

    private boolean standsBehind(Piece piece, SentPrompt prompt) {
        return prompt.pieces().stream()
                .skip(shared + 1L)
                .anyMatch(other -> other.stretch() == piece.stretch() && other.hasTextOf(piece));
    }

    private long offset() {
        return isInStead()
                ? LikeText.commonBegin(
                        there().orElseThrow().text(), here().orElseThrow().text())
                : 0;
    }

    private Optional<Piece> there() {
        return at(earlier);
    }

    private Optional<Piece> here() {
        return at(now);
    }

    private Optional<Piece> at(SentPrompt prompt) {
        return shared < prompt.pieces().size() ? Optional.of(prompt.pieces().get(shared)) : Optional.empty();
    }
}
