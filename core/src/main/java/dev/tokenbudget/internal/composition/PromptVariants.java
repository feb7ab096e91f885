package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.util.BitSet;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** Fixed prompts that are taken for variants of one, and the runs that sent them. */
final class PromptVariants {

    static final Comparator<PromptVariants> BY_SYSTEM_LENGTH = Comparator.comparing(
                    PromptVariants::system, Lengths.ORDER)
            .thenComparing(PromptVariants::first, PromptKey.ORDER);

    static final Comparator<PromptVariants> BY_TOOLS_LENGTH = Comparator.comparing(PromptVariants::tools, Lengths.ORDER)
            .thenComparing(PromptVariants::first, PromptKey.ORDER);

    private final SortedSet<PromptKey> keys = new TreeSet<>(PromptKey.ORDER);
    private final BitSet runs = new BitSet();
    private Lengths system = Lengths.NONE;
    private Lengths tools = Lengths.NONE;
    private long calls;

    PromptVariants(PromptKey key) {
        keys.add(key);
    }

    /** Add a call of the run with index {@code run}. */
    void add(int run, PromptSections prompt) {
        runs.set(run);
        calls++;
        system = system.with(Lengths.of(prompt.system()));
        tools = tools.with(Lengths.of(prompt.tools()));
    }

    void addAll(PromptVariants others) {
        keys.addAll(others.keys);
        runs.or(others.runs);
        calls += others.calls;
        system = system.with(others.system);
        tools = tools.with(others.tools);
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

    Lengths system() {
        return system;
    }

    Lengths tools() {
        return tools;
    }

    /** Whether no run sent both, as if one stood in the place of the other. */
    boolean excludes(PromptVariants other) {
        return first().seen() == other.first().seen() && !runs.intersects(other.runs);
    }

    double ratio(PromptVariants other) {
        return system.ratio(other.system);
    }

    /** How many characters the shortest and the longest of some texts have. */
    record Lengths(long shortest, long longest) {

        static final Lengths NONE = new Lengths(Long.MAX_VALUE, 0);

        static final Comparator<Lengths> ORDER = Comparator.comparing(Lengths::shortest);

        /** A time, an id, a name or another order changes the length of a text by no more characters than these. */
        private static final long FEW = 16;

        /** It also changes the length by no more than one part in so many. */
        private static final long PARTS = 10;

        static Lengths of(Section section) {
            return new Lengths(section.characters(), section.characters());
        }

        Lengths with(Lengths other) {
            return new Lengths(Math.min(shortest, other.shortest), Math.max(longest, other.longest));
        }

        /** Whether these are as long but for a time, an id, a name or an order; {@code longer} is no shorter. */
        boolean isAlike(Lengths longer) {
            long apart = Math.abs(longer.shortest - longest);
            return apart <= FEW && apart <= longest / PARTS;
        }

        double ratio(Lengths other) {
            double mine = shortest + longest + 2.0 * FEW;
            double others = other.shortest + other.longest + 2.0 * FEW;
            return Math.max(mine, others) / Math.min(mine, others);
        }
    }
}
