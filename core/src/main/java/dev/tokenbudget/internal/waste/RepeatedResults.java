package dev.tokenbudget.internal.waste;

import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.HashSet;
import java.util.Set;

/** Finds results of tools that stand in the same prompt twice, whatever was asked for. */
final class RepeatedResults implements WasteRule {

    /** A tool that says "ok" says the same twice. */
    private static final long SHORTEST = 50;

    private final long shortest;

    RepeatedResults(int leniency) {
        shortest = SHORTEST / leniency;
    }

    @Override
    public void claim(SpentTask task, Claims claims) {
        task.runs().forEach(run -> run.calls().forEach(call -> claim(run, call, claims)));
    }

    private void claim(SpentRun run, SpentCall call, Claims claims) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < call.items().size(); i++) {
            Item item = call.items().get(i);
            boolean isResult = item.kind() == Kind.TOOL_RESULT && item.tokens() >= shortest;
            if (isResult && !seen.add(item.hash())) {
                String tool = item.tool().orElse("");
                claims.add(
                        new WasteKey(WasteKind.REPEATED_RESULT, call.agent(), tool),
                        run,
                        call,
                        call.portion(i).take(),
                        "the same result" + (tool.isEmpty() ? " of a tool" : " of tool " + tool)
                                + " is carried twice in one prompt",
                        "Send it once, and refer to it where it comes again.");
            }
        }
    }
}
