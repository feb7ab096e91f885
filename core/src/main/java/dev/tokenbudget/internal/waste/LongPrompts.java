package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds agents that read far more than they make of it: new input of more than five times all of the agent's output in a run.
 * What a conversation sends again is not new, and little of anything is not worth a word.
 */
final class LongPrompts implements WasteRule {

    private static final long TIMES = 5;

    /** New input beyond five times the output, in tokens; a file or two that an agent has to look at is less. */
    private static final long FEWEST_TOKENS = 4_000;

    private final long fewestTokens;

    LongPrompts(int leniency) {
        fewestTokens = FEWEST_TOKENS / leniency;
    }

    @Override
    public void claim(SpentTask task, Claims claims) {
        task.runs().forEach(run -> run.byAgent().forEach((agent, calls) -> claim(run, agent, calls, claims)));
    }

    private record New(SpentCall call, Portion portion) {}

    private void claim(SpentRun run, String agent, List<SpentCall> calls, Claims claims) {
        List<New> fresh = fresh(calls);
        long input = fresh.stream().mapToLong(part -> part.portion().tokens()).sum();
        long output = calls.stream()
                .mapToLong(call -> call.call().usage().output().orElse(0))
                .sum();
        long beyond = input - TIMES * output;
        if (output == 0 || beyond < fewestTokens) {
            return;
        }
        fresh.sort(Comparator.comparing((New part) -> part.portion().tokens()).reversed());
        for (New part : fresh) {
            Saving saving = part.portion().take(beyond);
            beyond -= saving.tokens();
            claims.add(
                    new WasteKey(WasteKind.LONG_PROMPT, agent, ""),
                    run,
                    part.call(),
                    saving,
                    "reads " + Figures.count(input) + " tokens that are new to it for answers of "
                            + Figures.count(output),
                    "Send only the passages that the answer needs; what is counted is all beyond " + TIMES
                            + " times the answer.");
        }
    }

    private static List<New> fresh(List<SpentCall> calls) {
        List<New> fresh = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (SpentCall call : calls) {
            for (int i = 0; i < call.items().size(); i++) {
                if (seen.add(call.items().get(i).hash())) {
                    fresh.add(new New(call, call.portion(i)));
                }
            }
        }
        return fresh;
    }
}
