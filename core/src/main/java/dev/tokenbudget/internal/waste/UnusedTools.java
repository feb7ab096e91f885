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
import java.util.regex.Pattern;

/** Finds tools that an agent never calls, in none of its runs, and defines in its requests all the same. */
final class UnusedTools implements WasteRule {

    /** What fewer runs do not call, the next one may. */
    private static final int FEWEST_RUNS = 3;

    /** Tools that providers run themselves, or whose calls have no name: that nothing calls them does not show. */
    private static final Set<String> OF_PROVIDERS = Set.of(
            "web_search",
            "web_search_premium",
            "web_fetch",
            "code_execution",
            "code_interpreter",
            "file_search",
            "image_generation",
            "tool_search",
            "tool_search_tool_regex",
            "tool_search_tool_bm25",
            "computer",
            "computer_use",
            "shell",
            "local_shell",
            "apply_patch",
            "x_search",
            "browser_search",
            "document_library",
            "google_search",
            "googleSearch",
            "google_search_retrieval",
            "googleSearchRetrieval",
            "google_maps",
            "googleMaps",
            "enterprise_web_search",
            "enterpriseWebSearch",
            "url_context",
            "urlContext",
            "codeExecution",
            "computerUse");

    /** What providers put behind the names of their tools. */
    private static final Pattern VERSION = Pattern.compile("(?:_preview)?+(?:_\\d{1,12}+){0,4}+$");

    /** So that the names begin of the MCP servers that a provider asks. */
    private static final String MCP_SERVER = "mcp ";

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
                    && !isOfProvider(tool)) {
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

    private static boolean isOfProvider(String tool) {
        return tool.startsWith(MCP_SERVER)
                || OF_PROVIDERS.contains(VERSION.matcher(tool).replaceFirst(""));
    }

    private static List<Item> items(ModelCall call) {
        return call.prompt().map(PromptSections::items).orElse(List.of());
    }
}
