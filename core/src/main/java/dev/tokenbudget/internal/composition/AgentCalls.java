package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Takes the calls of one agent, run after run, and tells what all of them did and what those of each fixed prompt did. */
final class AgentCalls {

    private final int runs;
    private final AgentTally all;
    private final PromptGroups prompts = new PromptGroups();
    private final List<Billed> billed = new ArrayList<>();

    private record Billed(int run, ModelCall call, Optional<Cost.Priced> cost) {}

    AgentCalls(int runs) {
        this.runs = runs;
        this.all = new AgentTally(runs);
    }

    /**
     * Add the next call of the run with index {@code run}, which is none of those before the last.
     *
     * @param cost what it cost, where that is known
     */
    void add(int run, ModelCall call, Optional<Cost.Priced> cost) {
        all.add(run, call, cost);
        if (call.isBilled()) {
            billed.add(new Billed(run, call, cost));
            prompts.add(run, call);
        }
    }

    AgentComposition toComposition() {
        Map<PromptKey, Integer> groups = prompts.numbers();
        long number = groups.values().stream().distinct().count();
        return all.toComposition(number < 2 ? List.of() : groups(groups, (int) number));
    }

    private List<AgentComposition> groups(Map<PromptKey, Integer> numbers, int groups) {
        List<AgentTally> tallies = IntStream.range(0, groups)
                .mapToObj(group -> new AgentTally(runs))
                .toList();
        for (Billed made : billed) {
            int group = Objects.requireNonNull(numbers.get(PromptKey.of(made.call())));
            tallies.get(group).add(made.run(), made.call(), made.cost());
        }
        return tallies.stream()
                .map(tally -> tally.toComposition(List.of()))
                .sorted(AgentComposition.BY_PROMPT)
                .toList();
    }
}
