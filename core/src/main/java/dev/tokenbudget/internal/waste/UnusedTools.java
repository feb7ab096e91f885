package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds tools that an agent never calls, in none of its runs, and defines in its requests all the same. */
final class UnusedTools implements WasteRule {

    /** What fewer runs do not call, the next one may. */
    private static final int FEWEST_RUNS = 3;

    /** Tools that providers run themselves, without a tool call in the answer. */
    private static final Set<String> RUN_BY_PROVIDERS = Set.of(
            "web_search",
            "web_fetch",
            "code_execution",
            "code_interpreter",
            "file_search",
            "image_generation",
            "computer_use_preview",
            "google_search",
            "googleSearch",
            "url_context",
            "urlContext",
            "codeExecution",
            "mcp",
            "tool_search");

    @Override
    public void claim(SpentTask task, Claims claims) {
        if (task.all().size() < FEWEST_RUNS) {
            return;
        }
        Map<String, Set<String>> called = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (Run run : task.all()) {
            for (ModelCall call : run.billedCalls()) {
                String agent = call.agent().orElse("");
                Set<String> names = called.computeIfAbsent(agent, first -> new HashSet<>());
                names.addAll(call.calledTools());
                items(call).stream()
                        .filter(Item::isToolCall)
                        .forEach(item -> item.tool().ifPresent(names::add));
                if (call.calledTools().size() < call.toolCalls()) {
                    unknown.add(agent);
                }
            }
        }
        for (SpentRun run : task.runs()) {
            for (SpentCall call : run.calls()) {
                if (!unknown.contains(call.agent())) {
                    claim(
                            run,
                            call,
                            called.getOrDefault(call.agent(), Set.of()),
                            task.all().size(),
                            claims);
                }
            }
        }
    }

    private static void claim(SpentRun run, SpentCall call, Set<String> called, int runs, Claims claims) {
        for (int i = 0; i < call.items().size(); i++) {
            Item item = call.items().get(i);
            String tool = item.tool().orElse("");
            if (item.kind() == Kind.TOOL_DEFINITION
                    && !tool.isEmpty()
                    && !called.contains(tool)
                    && !isRunByProvider(tool)) {
                claims.add(
                        new WasteKey(WasteKind.UNUSED_TOOL, call.agent(), tool),
                        run,
                        call,
                        call.portion(i).take(),
                        "tool " + tool + " was called in none of " + runs + " runs, and is defined in each request",
                        "Remove it, or offer it only in the step that needs it.");
            }
        }
    }

    /** Providers put dates behind the names of their own tools. */
    private static boolean isRunByProvider(String tool) {
        return RUN_BY_PROVIDERS.stream().anyMatch(tool::startsWith);
    }

    private static List<Item> items(ModelCall call) {
        return call.prompt().map(PromptSections::items).orElse(List.of());
    }
}
