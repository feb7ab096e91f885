package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.waste.SpentRun.Earlier;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds tool calls that ask for what the prompt holds already: the same tool, the same arguments, and the same result, which is
 * still there. The request that led to nothing else was for nothing, and all that came of it is read again by each later one.
 */
final class RepeatedToolCalls implements WasteRule {

    @Override
    public void claim(SpentTask task, Claims claims) {
        task.runs().forEach(run -> run.byAgent().values().forEach(calls -> claim(run, calls, claims)));
    }

    private static void claim(SpentRun run, List<SpentCall> calls, Claims claims) {
        Map<String, String> repeated = new TreeMap<>();
        for (SpentCall call : calls) {
            run.before(call).ifPresent(before -> claimAnswer(run, before, call, repeated, claims));
            claimItems(run, call, repeated, claims);
        }
    }

    /** Claim the answer that asked for nothing new, with all that it read; of one that asked for more as well, its part. */
    private static void claimAnswer(
            SpentRun run, Earlier before, SpentCall call, Map<String, String> repeated, Claims claims) {
        List<Item> items = call.items();
        List<Integer> given = given(before, items);
        List<Integer> again = given.stream()
                .filter(place -> isKnown(items.get(place), items.subList(0, before.items())))
                .toList();
        for (int place : again) {
            Item result = items.get(place);
            String request = result.request().orElse("");
            repeated.put(request, result.tool().orElse(""));
            SpentCall asking = before.call();
            if (again.size() == given.size() && asking.call().toolCalls() <= again.size()) {
                add(run, asking, request, repeated, asking.take(), claims);
            } else {
                IntStream.range(before.items(), items.size())
                        .filter(i -> items.get(i).isToolCall()
                                && items.get(i).request().equals(result.request()))
                        .findFirst()
                        .ifPresent(i -> add(
                                run, asking, request, repeated, asking.answer().take(call.tokensOf(i)), claims));
            }
        }
    }

    private static void claimItems(SpentRun run, SpentCall call, Map<String, String> repeated, Claims claims) {
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < call.items().size(); i++) {
            Item item = call.items().get(i);
            String request = item.request().orElse("");
            boolean asked = item.isToolCall() || item.kind() == Kind.TOOL_RESULT;
            if (asked && repeated.containsKey(request) && !seen.add(List.of(item.kind(), request, hash(item)))) {
                add(run, call, request, repeated, call.portion(i).take(), claims);
            }
        }
    }

    /** Two calls of a tool that give the same differ in their ids alone, which are no part of their texts. */
    private static String hash(Item item) {
        return item.isToolCall() ? "" : item.hash();
    }

    private static void add(
            SpentRun run, SpentCall call, String request, Map<String, String> repeated, Saving saving, Claims claims) {
        String tool = repeated.getOrDefault(request, "");
        claims.add(
                new WasteKey(WasteKind.REPEATED_TOOL_CALL, call.agent(), tool),
                run,
                call,
                saving,
                "tool " + tool + " is called again with the same arguments, and gives what the prompt holds already",
                "Say in the tool's result or in the prompt that it need not be asked for again, or stop the loop there.");
    }

    /** Return the places of the results that came since the request before. */
    private static List<Integer> given(Earlier before, List<Item> items) {
        boolean goesOn = before.items() == before.call().items().size();
        return goesOn
                ? IntStream.range(before.items(), items.size())
                        .filter(i -> items.get(i).kind() == Kind.TOOL_RESULT)
                        .boxed()
                        .toList()
                : List.of();
    }

    private static boolean isKnown(Item result, List<Item> earlier) {
        return result.request().isPresent() && earlier.contains(result);
    }
}
