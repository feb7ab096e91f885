package dev.tokenbudget.suites.planted;

import dev.tokenbudget.suites.offline.Prose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One agent: what it is told, the tools that it is offered and calls, one by one, and what it answers.
 *
 * @param isLarge whether it asks the larger one of a provider's models
 * @param system its system prompt; {@code {id}}, {@code {time}} and {@code {keys}} stand for another one in each call
 * @param uses the tools that it calls, a round each; {@code ask_x} asks the agent x
 * @param input what it is asked; {@code {question}} stands for another one in each run
 * @param numbers what else it is
 */
record AgentPlan(
        String name,
        boolean isLarge,
        String system,
        List<ToolPlan> tools,
        List<ToolUse> uses,
        String input,
        Map<Number, Integer> numbers) {

    /** A call of a tool, and what tells its arguments from those of other calls. */
    record ToolUse(String tool, String about) {}

    enum Number {
        /** The length of its answer. */
        ANSWER(160),
        /** The length of what it thinks before it answers. */
        REASONING(0),
        /** The length of the descriptions in the schema of its answer; 0 for no schema. */
        SCHEMA(0),
        /** The most tokens of an answer; one that is cut is asked for again without that limit. */
        MOST_OUTPUT(8_000),
        /** How many of the latest tool results it sends again. */
        KEPT_RESULTS(100),
        /** How often it asks for its answer, each time with the same request. */
        ATTEMPTS(1),
        /** 1 where the tools are in another order in each call. */
        SHUFFLED_TOOLS(0),
        /** 1 where the keys of its tools' definitions are in another order in each call. */
        SHUFFLED_KEYS(0),
        /** 1 where it gets all that its caller was told as well. */
        COPIED_CONTEXT(0);

        private final int usual;

        Number(int usual) {
            this.usual = usual;
        }

        /** Return what it is where a plan says nothing of it. */
        int usual() {
            return usual;
        }
    }

    AgentPlan {
        tools = List.copyOf(tools);
        uses = List.copyOf(uses);
    }

    static AgentPlan of(String name, int systemTokens) {
        return new AgentPlan(
                name,
                false,
                Prose.of("the rules of " + name, systemTokens),
                List.of(),
                List.of(),
                "{question} " + Prose.of("a question to " + name, 110),
                Map.of());
    }

    int number(Number which) {
        return numbers.getOrDefault(which, which.usual);
    }

    boolean is(Number which) {
        return number(which) > 0;
    }

    AgentPlan with(Number which, int number) {
        Map<Number, Integer> all = new EnumMap<>(Number.class);
        all.putAll(numbers);
        all.put(which, number);
        return new AgentPlan(name, isLarge, system, tools, uses, input, all);
    }

    AgentPlan onLargerModel() {
        return new AgentPlan(name, true, system, tools, uses, input, numbers);
    }

    AgentPlan told(UnaryOperator<String> change) {
        return new AgentPlan(name, isLarge, change.apply(system), tools, uses, input, numbers);
    }

    AgentPlan asked(UnaryOperator<String> change) {
        return new AgentPlan(name, isLarge, system, tools, uses, change.apply(input), numbers);
    }

    AgentPlan offered(UnaryOperator<List<ToolPlan>> change) {
        return new AgentPlan(name, isLarge, system, change.apply(new ArrayList<>(tools)), uses, input, numbers);
    }

    AgentPlan using(UnaryOperator<List<ToolUse>> change) {
        return new AgentPlan(name, isLarge, system, tools, change.apply(new ArrayList<>(uses)), input, numbers);
    }

    /** Return this with another {@code tool}. */
    AgentPlan with(String tool, UnaryOperator<ToolPlan> change) {
        return offered(all -> all.stream()
                .map(one -> one.name().equals(tool) ? change.apply(one) : one)
                .toList());
    }

    /** Return this without offering {@code tool}, or calling it. */
    AgentPlan without(String tool) {
        return offered(all ->
                        all.stream().filter(one -> !one.name().equals(tool)).toList())
                .using(all ->
                        all.stream().filter(use -> !use.tool().equals(tool)).toList());
    }
}
