package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.composition.OutputLimits;
import java.util.List;

/** Finds answers that were cut at the output limit and asked for again: with a higher limit, the first answer had done. */
final class CutAnswers implements WasteRule {

    @Override
    public void claim(SpentTask task, Claims claims) {
        task.runs().forEach(run -> run.byAgent().forEach((agent, calls) -> claim(run, agent, calls, claims)));
    }

    private static void claim(SpentRun run, String agent, List<SpentCall> calls, Claims claims) {
        for (int i = 0; i < calls.size(); i++) {
            SpentCall call = calls.get(i);
            boolean cut = call.isWhole()
                    && call.call().stopReason().filter(OutputLimits::isLimit).isPresent();
            if (cut && isAskedAgain(call, calls.subList(i + 1, calls.size()))) {
                claims.add(
                        new WasteKey(WasteKind.CUT_ANSWER, agent, ""),
                        run,
                        call,
                        call.take(),
                        "answers are cut at the output limit and asked for again",
                        "Raise the output limit of the first request, or ask for less at once.");
            }
        }
    }

    private static boolean isAskedAgain(SpentCall call, List<SpentCall> later) {
        return later.stream().anyMatch(again -> again.isWhole() && again.items().equals(call.items()));
    }
}
