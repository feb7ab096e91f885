package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Says to which sections of the prompt the growth of the reported input belongs, position by position.
 *
 * <p>Sections are estimates, their growth at one position is reported: a section whose text stayed did not grow, whatever it was
 * estimated at, and what sections whose text changed were estimated to grow by is corrected to what the provider counted,
 * unless it counts more or less for texts that stayed as well, or than any tokenizer would for those that did not. What is
 * left then is the provider's own, or content that is no text.
 */
final class Attribution {

    private static final List<Part> SECTIONS =
            Arrays.stream(Part.values()).filter(Part::isSection).toList();

    /** What no section accounts for: the first that a call has is what it is called by. */
    private static final List<Part> LEFT_OVER = List.of(Part.UNSEEN, Part.OPAQUE, Part.OVERHEAD);

    /** No tokenizer takes a text for so many more times the tokens than another one does. */
    private static final int MOST_MISSED = 2;

    /** A text that was rewritten, in another language perhaps, is missed by no more than one part in so many. */
    private static final int REWRITTEN = 4;

    /** A provider whose count of the same text moved by less than one part in so many counts as before. */
    private static final int PARTS = 100;

    private final Pair calls;
    private final Profile before;
    private final Profile after;
    private final int positions;
    private final boolean recounts;
    private final boolean countsAsBefore;
    private final boolean isSameText;

    /** What the first calls show was missed of the fixed prompt, as a part of what it was estimated to grow by. */
    private final Map<Part, Rational> missedOfFixed = new EnumMap<>(Part.class);

    private Attribution(Pair calls) {
        this.calls = calls;
        this.before = calls.profileBefore();
        this.after = calls.profileAfter();
        this.positions = Math.min(before.positions(), after.positions());
        List<Integer> unchanged = IntStream.range(0, positions)
                .filter(position -> isKnown(position) && changed(position).isEmpty())
                .boxed()
                .toList();
        List<Integer> recounted = unchanged.stream().filter(this::isRecounted).toList();
        this.recounts = !recounted.isEmpty();
        this.countsAsBefore = !unchanged.isEmpty() && recounted.isEmpty();
        this.isSameText = recounted.stream().anyMatch(this::isSameRequest);
    }

    static Attribution of(Pair calls) {
        return new Attribution(calls);
    }

    /** Whether the provider counts more or less for requests that did not change at all. */
    boolean isSameText() {
        return isSameText;
    }

    /** Return {@code after} with every section grown by what is attributed to it; its input is the reported one. */
    Profile attributed() {
        Map<Part, List<Rational>> tokens = new EnumMap<>(Part.class);
        after.tokens().forEach((part, sizes) -> tokens.put(part, new ArrayList<>(sizes)));
        for (int position = 0; position < after.positions(); position++) {
            Map<Part, Rational> sizes = position < positions ? attributed(position) : corrected(position);
            for (Map.Entry<Part, Rational> size : sizes.entrySet()) {
                set(tokens, size.getKey(), position, size.getValue());
            }
        }
        return new Profile(after.calls(), tokens, after.counted());
    }

    /** Return {@code before} with all that no section accounts for called as it is in {@link #attributed}. */
    Profile known() {
        Map<Part, List<Rational>> tokens = new EnumMap<>(Part.class);
        before.tokens().forEach((part, sizes) -> tokens.put(part, new ArrayList<>(sizes)));
        for (int position = 0; position < positions; position++) {
            Rational left = leftOver(before, position);
            for (Part part : LEFT_OVER) {
                set(tokens, part, position, part == nameOfLeftOver(position) ? left : Rational.ZERO);
            }
        }
        return new Profile(before.calls(), tokens, before.counted());
    }

    private Map<Part, Rational> attributed(int position) {
        Rational callsAfter = after.callsAt(position);
        Set<Part> changed = changed(position);
        Map<Part, Rational> growth = new EnumMap<>(Part.class);
        for (Part section : changed) {
            Rational estimated = after.tokensOfCall(section, position).minus(before.tokensOfCall(section, position));
            growth.put(section, estimated.plus(missed(section, estimated)));
        }
        correct(growth, position);
        Map<Part, Rational> sizes = new EnumMap<>(Part.class);
        Rational left = after.inputAt(position);
        for (Part section : SECTIONS) {
            Rational size = before.tokensOfCall(section, position)
                    .plus(growth.getOrDefault(section, Rational.ZERO))
                    .times(callsAfter);
            sizes.put(section, size);
            left = left.minus(size);
        }
        LEFT_OVER.forEach(part -> sizes.put(part, Rational.ZERO));
        sizes.put(nameOfLeftOver(position), left);
        return sizes;
    }

    /** Add to the growth of the sections what the estimates missed of the reported one. */
    private void correct(Map<Part, Rational> growth, int position) {
        Rational missed = new ComparableCalls(before, after, position).growth().minus(sum(growth));
        Map<Part, Rational> correctable = new EnumMap<>(growth);
        if (position > 0) {
            // the fixed prompt was measured in the first calls, where nothing that agents did by chance stands beside
            // it
            correctable.keySet().removeAll(ComparableCalls.FIXED);
        }
        Rational moved = sum(absolute(correctable));
        boolean plausible = countsAsBefore
                || missed.abs().compareTo(moved.times(MOST_MISSED)) <= 0
                || missed.abs().times(REWRITTEN).compareTo(sizeOf(correctable.keySet(), position)) <= 0;
        if (recounts || !plausible || moved.signum() == 0 || nameOfLeftOver(position) != Part.OVERHEAD) {
            return;
        }
        correctable.values().removeIf(estimated -> estimated.signum() == 0);
        correctable.forEach((section, estimated) -> {
            Rational share = missed.times(estimated.abs()).over(moved);
            growth.merge(section, share, Rational::plus);
            if (position == 0 && ComparableCalls.FIXED.contains(section)) {
                missedOfFixed.put(section, share.over(estimated));
            }
        });
    }

    private Rational sizeOf(Set<Part> sections, int position) {
        return sum(sections.stream()
                .map(section -> after.tokensOfCall(section, position))
                .toList());
    }

    /** Return the sizes at a position that no run reached before: what was found of the fixed prompt holds there as well. */
    private Map<Part, Rational> corrected(int position) {
        Map<Part, Rational> sizes = new EnumMap<>(Part.class);
        Rational calls = after.callsAt(position);
        Rational left = after.tokensAt(Part.OVERHEAD, position);
        for (Part section : missedOfFixed.keySet()) {
            Rational estimated = after.tokensOfCall(section, position).minus(before.tokensOfCall(section, 0));
            Rational more = missed(section, estimated).times(calls);
            sizes.put(section, after.tokensAt(section, position).plus(more));
            left = left.minus(more);
        }
        sizes.put(Part.OVERHEAD, left);
        return sizes;
    }

    private Rational missed(Part section, Rational estimated) {
        return missedOfFixed.getOrDefault(section, Rational.ZERO).times(estimated);
    }

    private Set<Part> changed(int position) {
        ComparableCalls comparable = new ComparableCalls(before, after, position);
        Set<Part> changed = EnumSet.noneOf(Part.class);
        for (Part section : SECTIONS) {
            if (!isSameByHash(section) && !comparable.isAsLong(section)) {
                changed.add(section);
            }
        }
        return changed;
    }

    private boolean isSameByHash(Part section) {
        return ComparableCalls.FIXED.contains(section) && calls.hasSame(section);
    }

    private boolean isKnown(int position) {
        return new ComparableCalls(before, after, position).isKnown() && nameOfLeftOver(position) == Part.OVERHEAD;
    }

    private boolean isRecounted(int position) {
        Rational growth = new ComparableCalls(before, after, position).growth();
        return growth.abs().times(PARTS).compareTo(before.inputOfCall(position)) > 0;
    }

    private boolean isSameRequest(int position) {
        AgentComposition known = calls.before();
        return known.hashes().request(position).isPresent()
                && known.hashes()
                        .request(position)
                        .equals(calls.after().hashes().request(position));
    }

    private Part nameOfLeftOver(int position) {
        return LEFT_OVER.stream()
                .filter(part -> before.tokensAt(part, position).signum() != 0
                        || after.tokensAt(part, position).signum() != 0)
                .findFirst()
                .orElse(Part.OVERHEAD);
    }

    private static Rational leftOver(Profile profile, int position) {
        return sum(
                LEFT_OVER.stream().map(part -> profile.tokensAt(part, position)).toList());
    }

    private void set(Map<Part, List<Rational>> tokens, Part part, int position, Rational size) {
        List<Rational> sizes = tokens.computeIfAbsent(part, absent -> new ArrayList<>());
        while (sizes.size() <= position) {
            sizes.add(Rational.ZERO);
        }
        sizes.set(position, size);
    }

    private static Map<Part, Rational> absolute(Map<Part, Rational> numbers) {
        Map<Part, Rational> absolute = new EnumMap<>(Part.class);
        numbers.forEach((part, number) -> absolute.put(part, number.abs()));
        return absolute;
    }

    private static Rational sum(Map<Part, Rational> numbers) {
        return sum(List.copyOf(numbers.values()));
    }

    private static Rational sum(List<Rational> numbers) {
        return numbers.stream().reduce(Rational.ZERO, Rational::plus);
    }
}
