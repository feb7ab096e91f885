package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells the calls of an agent apart by what they are for: those with the same system prompt and tool definitions are one
 * group.
 *
 * <p>A prompt that differs from call to call or from run to run by a date, an id or what was retrieved is one group as well:
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
                .add(
                        run,
                        call.prompt()
                                .map(prompt -> prompt.system().characters())
                                .orElse(0L));
    }

    /** Return which group each prompt belongs to, the groups numbered from 0. */
    Map<PromptKey, Integer> numbers() {
        List<PromptVariants> groups = together(alternatives(sentOnce(alike(byKey.values()))));
        Map<PromptKey, Integer> numbers = new HashMap<>();
        for (int number = 0; number < groups.size(); number++) {
            for (PromptKey key : groups.get(number).keys()) {
                numbers.put(key, number);
            }
        }
        return numbers;
    }

    private static List<PromptVariants> alike(Collection<PromptVariants> prompts) {
        Map<PromptKey, List<PromptVariants>> byTools = new TreeMap<>(PromptKey.ORDER);
        prompts.forEach(prompt -> byTools.computeIfAbsent(
                        new PromptKey(
                                prompt.first().seen(),
                                Optional.empty(),
                                prompt.first().tools()),
                        tools -> new ArrayList<>())
                .add(prompt));
        List<PromptVariants> groups = new ArrayList<>();
        for (List<PromptVariants> sameTools : byTools.values()) {
            sameTools.sort(PromptVariants.BY_LENGTH);
            PromptVariants group = sameTools.get(0);
            groups.add(group);
            for (PromptVariants next : sameTools.subList(1, sameTools.size())) {
                if (group.isAlike(next)) {
                    group.addAll(next);
                } else {
                    group = next;
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    /** Put together what is sent a single time where a run sends several such: it is another in every call. */
    private List<PromptVariants> sentOnce(List<PromptVariants> prompts) {
        if (runs == 1) {
            return prompts;
        }
        List<PromptVariants> groups = new ArrayList<>();
        Map<Optional<String>, List<PromptVariants>> once = prompts.stream()
                .filter(prompt -> !prompt.recurs(runs))
                .collect(Collectors.groupingBy(
                        prompt -> prompt.first().tools(),
                        () -> new TreeMap<>(Comparator.comparing(tools -> tools.orElse(""))),
                        Collectors.toList()));
        prompts.stream().filter(prompt -> prompt.recurs(runs)).forEach(groups::add);
        for (List<PromptVariants> sameTools : once.values()) {
            long sendingRuns =
                    sameTools.stream().map(PromptVariants::firstRun).distinct().count();
            if (sendingRuns < sameTools.size()) {
                groups.add(merged(sameTools));
            } else {
                groups.addAll(sameTools);
            }
        }
        return groups;
    }

    /** Put together what never stands in the same run, the most similar ones first. */
    private static List<PromptVariants> alternatives(List<PromptVariants> prompts) {
        List<PromptVariants> groups = new ArrayList<>(prompts);
        if (groups.size() > MOST_COMPARED) {
            return groups;
        }
        groups.sort(PromptVariants.BY_LENGTH);
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
