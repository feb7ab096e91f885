package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.Distribution;
import dev.tokenbudget.usage.ModelCall.Role;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the sessions of one series add up to: those of agents, without what judges used. */
final class SessionTally {

    final Distribution tokens = new Distribution(Distribution.TOKENS);
    final Distribution iterations = new Distribution(Distribution.TIMES);
    final SortedMap<String, Long> outcomes = new TreeMap<>();

    void add(RunEntry run) {
        List<CallEntry> calls =
                run.calls().stream().filter(call -> call.role() == Role.AGENT).toList();
        String outcome = run.outcome()
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .orElse("unknown");
        outcomes.merge(outcome, 1L, Long::sum);
        iterations.add(calls.size());
        if (calls.stream().allMatch(call -> call.usage().total().isPresent())) {
            tokens.add(calls.stream()
                    .map(call -> call.usage().total())
                    .mapToLong(OptionalLong::getAsLong)
                    .sum());
        }
    }
}
