package dev.tokenbudget.internal.composition;

import java.util.BitSet;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Fixed prompts that are taken for variants of one, and the runs that sent them. */
final class PromptVariants {

    static final Comparator<PromptVariants> BY_LENGTH = Comparator.comparing(
                    (PromptVariants variants) -> variants.shortest)
            .thenComparing(PromptVariants::first, PromptKey.ORDER);

    /** A time, an id or a name in a system prompt changes its length by no more characters than these. */
    private static final long FEW = 16;

    /** It also changes the length by no more than one part in so many. */
    private static final long PARTS = 10;

    private final SortedSet<PromptKey> keys = new TreeSet<>(PromptKey.ORDER);
    private final BitSet runs = new BitSet();
    private long calls;
    private long shortest = Long.MAX_VALUE;
    private long longest;

    PromptVariants(PromptKey key) {
        keys.add(key);
    }

    /** Add a call of the run with index {@code run} whose system prompt has {@code length} characters. */
    void add(int run, long length) {
        runs.set(run);
        calls++;
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
    }

    void addAll(PromptVariants others) {
        keys.addAll(others.keys);
        runs.or(others.runs);
        calls += others.calls;
        shortest = Math.min(shortest, others.shortest);
        longest = Math.max(longest, others.longest);
    }

    PromptKey first() {
        return keys.first();
    }

    SortedSet<PromptKey> keys() {
        return keys;
    }

    long calls() {
        return calls;
    }

    int firstRun() {
        return runs.nextSetBit(0);
    }

    /** Whether one of these was sent more than once, or more than half of {@code all} runs sent one of them. */
    boolean recurs(int all) {
        return calls > keys.size() || runs.cardinality() > Math.max(1, all / 2);
    }

    /** Whether the system prompts are as long as each other but for a time, an id or a name; {@code longer} is no shorter. */
    boolean isAlike(PromptVariants longer) {
        long apart = Math.abs(longer.shortest - longest);
        return first().hasToolsOf(longer.first()) && apart <= FEW && apart <= longest / PARTS;
    }

    /** Whether no run sent both, as if one stood in the place of the other. */
    boolean excludes(PromptVariants other) {
        return first().seen() == other.first().seen() && !runs.intersects(other.runs);
    }

    double ratio(PromptVariants other) {
        double mine = shortest + longest + 2.0 * FEW;
        double others = other.shortest + other.longest + 2.0 * FEW;
        return Math.max(mine, others) / Math.min(mine, others);
    }
}
