package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.composition.PromptVariants.Lengths;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the calls of an agent apart by what they are for: those with the same system prompt and tool definitions are one
 * group.
 *
 * <p>A prompt that differs from call to call or from run to run by a date, an id, an order or what was retrieved, in its system
 * prompt or in its tools, is one group as well:
 * prompts are taken for variants of one where they are as long as each other, where many are sent a single time, and where one
 * stands in some runs for what another is in the others.
 */
final class PromptGroups {

    private static final int MOST = 8;

    /** Of two prompts that are variants of one, none is so many times as long as the other. */
    private static final double MOST_TIMES_AS_LONG = 3;

    /** Comparing every two of more prompts than these takes longer than it is worth. */
    private static final int MOST_COMPARED = 64;

    private final Map<PromptKey, PromptVariants> byKey = new HashMap<>();
    private int runs;
    private int latestRun = -1;

    /** Add the next billed call of the run with index {@code run}, which is none of those before the last. */
    void add(int run, ModelCall call) {
        if (run != latestRun) {
            runs++;
            latestRun = run;
        }
        byKey.computeIfAbsent(PromptKey.of(call), PromptVariants::new)
                .add(run, call.prompt().orElse(PromptSections.NONE));
    }

    /** Return which group each prompt belongs to, the groups numbered from 0. */
    Map<PromptKey, Integer> numbers() {
        List<PromptVariants> ofTools = sentOnce(
                alike(byKey.values(), PromptKey::ofTools, PromptVariants.BY_SYSTEM_LENGTH, PromptVariants::system),
                PromptKey::ofTools);
        List<PromptVariants> ofSystem = sentOnce(
                alike(ofTools, PromptKey::ofSystem, PromptVariants.BY_TOOLS_LENGTH, PromptVariants::tools),
                PromptKey::ofSystem);
        List<PromptVariants> groups = together(alternatives(ofSystem));
        Map<PromptKey, Integer> numbers = new HashMap<>();
        for (int number = 0; number < groups.size(); number++) {
            for (PromptKey key : groups.get(number).keys()) {
                numbers.put(key, number);
            }
        }
        return numbers;
    }

    /** Put together what shares one part of the prompt, and whose other part is as long as each other. */
    private static List<PromptVariants> alike(
            Collection<PromptVariants> prompts,
            UnaryOperator<PromptKey> shared,
            Comparator<PromptVariants> byLength,
            Function<PromptVariants, Lengths> other) {
        List<PromptVariants> groups = new ArrayList<>();
        for (List<PromptVariants> sharing : sharing(prompts.stream(), shared).values()) {
            sharing.sort(byLength);
            PromptVariants group = sharing.get(0);
            groups.add(group);
            for (PromptVariants next : sharing.subList(1, sharing.size())) {
                if (other.apply(group).isAlike(other.apply(next))) {
                    group.addAll(next);
                } else {
                    group = next;
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    /**
     * Put together what shares one part of the prompt and is sent a single time, where a run sends several such: the other part is
     * another in every call.
     */
    private List<PromptVariants> sentOnce(List<PromptVariants> prompts, UnaryOperator<PromptKey> shared) {
        if (runs == 1) {
            return prompts;
        }
        List<PromptVariants> groups = new ArrayList<>();
        prompts.stream().filter(prompt -> prompt.recurs(runs)).forEach(groups::add);
        for (List<PromptVariants> sharing : sharing(prompts.stream().filter(prompt -> !prompt.recurs(runs)), shared)
                .values()) {
            long sendingRuns =
                    sharing.stream().map(PromptVariants::firstRun).distinct().count();
            if (sendingRuns < sharing.size()) {
                groups.add(merged(sharing));
            } else {
                groups.addAll(sharing);
            }
        }
        return groups;
    }

    private static Map<PromptKey, List<PromptVariants>> sharing(
            Stream<PromptVariants> prompts, UnaryOperator<PromptKey> shared) {
        return prompts.collect(Collectors.groupingBy(
                prompt -> shared.apply(prompt.first()),
                () -> new TreeMap<>(PromptKey.ORDER),
                Collectors.toCollection(ArrayList::new)));
    }

    /** Put together what never stands in the same run, the most similar ones first. */
    private static List<PromptVariants> alternatives(List<PromptVariants> prompts) {
        List<PromptVariants> groups = new ArrayList<>(prompts);
        if (groups.size() > MOST_COMPARED) {
            return groups;
        }
        groups.sort(PromptVariants.BY_SYSTEM_LENGTH);
        while (true) {
            double least = MOST_TIMES_AS_LONG;
            int kept = -1;
            int merged = -1;
            for (int i = 0; i < groups.size(); i++) {
                for (int j = i + 1; j < groups.size(); j++) {
                    double ratio = groups.get(i).ratio(groups.get(j));
                    if (ratio < least && groups.get(i).excludes(groups.get(j))) {
                        least = ratio;
                        kept = i;
                        merged = j;
                    }
                }
            }
            if (merged < 0) {
                return groups;
            }
            groups.get(kept).addAll(groups.remove(merged));
        }
    }

    private static List<PromptVariants> together(List<PromptVariants> prompts) {
        List<PromptVariants> groups = prompts.stream()
                .sorted(Comparator.comparing(PromptVariants::calls)
                        .reversed()
                        .thenComparing(PromptVariants::first, PromptKey.ORDER))
                .collect(Collectors.toCollection(ArrayList::new));
        if (groups.size() > MOST) {
            List<PromptVariants> rare = groups.subList(MOST - 1, groups.size());
            PromptVariants others = merged(List.copyOf(rare));
            rare.clear();
            groups.add(others);
        }
        groups.sort(Comparator.comparing(PromptVariants::first, PromptKey.ORDER));
        return groups;
    }

    private static PromptVariants merged(List<PromptVariants> prompts) {
        PromptVariants all = prompts.get(0);
        prompts.stream().skip(1).forEach(all::addAll);
        return all;
    }
}
