package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says to which parts of the prompt the growth of the reported input belongs, position by position.
 *
 * <p>A section whose text stayed did not grow, whatever it was estimated at; one whose text changed grew by what its own text
 * is estimated at. What these leave of the reported input is the provider's overhead, or content that is no text.
 */
final class Attribution {

    private static final List<Part> SECTIONS =
            Arrays.stream(Part.values()).filter(Part::isSection).toList();

    /** What no section accounts for: the first that a call has is what it is called by. */
    private static final List<Part> LEFT_OVER = List.of(Part.UNSEEN, Part.OPAQUE, Part.OVERHEAD);

    /** A provider whose count of the same text moved by less than one part in so many counts as before. */
    private static final int PARTS = 100;

    /** No tokenizer misses the growth of a text by more than so many times that growth. */
    private static final int MOST_MISSED = 2;

    private final Pair calls;
    private final Profile before;
    private final Profile after;
    private final int positions;
    private final List<Integer> unchanged;
    private final List<Integer> recounted;

    Attribution(Pair calls, Profile before, Profile after) {
        this.calls = calls;
        this.before = before;
        this.after = after;
        this.positions = Math.min(before.positions(), after.positions());
        this.unchanged =
                IntStream.range(0, positions).filter(this::isUnchanged).boxed().toList();
        this.recounted = unchanged.stream().filter(this::isRecounted).toList();
    }

    /** Whether the provider counts more or less for requests that did not change at all. */
    boolean isSameText() {
        return recounted.stream().anyMatch(this::isSameRequest);
    }

    /** Whether the overhead moved with the texts that changed, so that it is what the provider makes of these. */
    boolean isOfChangedText() {
        return unchanged.isEmpty() ? isPlausible() : recounted.isEmpty();
    }

    /** Return {@code before} with all that no section accounts for called as it is in {@link #attributed}. */
    Profile known() {
        return before.with(LEFT_OVER, positions, this::leftOver);
    }

    /** Return {@code after} with every section grown by what is attributed to it; its input is the reported one. */
    Profile attributed() {
        List<Part> input = Stream.concat(SECTIONS.stream(), LEFT_OVER.stream()).toList();
        return after.with(input, positions, this::attributed);
    }

    private double leftOver(Part part, int position) {
        return part == nameOfLeftOver(position)
                ? LEFT_OVER.stream()
                        .mapToDouble(name -> before.tokensOfAllRuns(name, position))
                        .sum()
                : 0;
    }

    private double attributed(Part part, int position) {
        if (part.isSection()) {
            return isSame(part, position)
                    ? before.tokensOfCall(part, position) * after.callsOfAllRuns(position)
                    : after.tokensOfAllRuns(part, position);
        }
        return part == nameOfLeftOver(position)
                ? after.inputOfAllRuns(position)
                        - SECTIONS.stream()
                                .mapToDouble(section -> attributed(section, position))
                                .sum()
                : 0;
    }

    private double growth(Part section, int position) {
        return isSame(section, position)
                ? 0
                : after.tokensOfCall(section, position) - before.tokensOfCall(section, position);
    }

    private boolean isSame(Part section, int position) {
        boolean isSameByHash = ComparableCalls.FIXED.contains(section) && calls.hasSame(section);
        return isSameByHash || calls(position).isAsLong(section);
    }

    private boolean isUnchanged(int position) {
        return calls(position).isKnown()
                && nameOfLeftOver(position) == Part.OVERHEAD
                && SECTIONS.stream().allMatch(section -> isSame(section, position));
    }

    private boolean isRecounted(int position) {
        return Math.abs(calls(position).growth()) * PARTS > before.inputOfCall(position);
    }

    private boolean isSameRequest(int position) {
        AgentComposition known = calls.before();
        Optional<String> request = known.hashes().request(position);
        return request.isPresent() && request.equals(calls.after().hashes().request(position));
    }

    private boolean isPlausible() {
        double texts = 0;
        double missed = 0;
        for (int position = 0; position < positions; position++) {
            double unexplained = calls(position).growth();
            for (Part section : SECTIONS) {
                double growth = growth(section, position);
                texts += Math.abs(growth);
                unexplained -= growth;
            }
            missed += Math.abs(unexplained);
        }
        return missed <= texts * MOST_MISSED;
    }

    private Part nameOfLeftOver(int position) {
        return LEFT_OVER.stream()
                .filter(part -> before.tokensAt(part, position) != 0 || after.tokensAt(part, position) != 0)
                .findFirst()
                .orElse(Part.OVERHEAD);
    }

    private ComparableCalls calls(int position) {
        return new ComparableCalls(before, after, position);
    }
}
