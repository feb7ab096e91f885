package dev.tokenbudget.suites.planted;

import dev.tokenbudget.suites.offline.Prose;

/**
 * A tool as an agent offers it.
 *
 * @param description what the model reads of it; {@code {id}} and {@code {time}} stand for another one in each call
 * @param resultTokens the length of what it gives
 */
record ToolPlan(String name, String description, int resultTokens) {

    static ToolPlan of(String name, int tokens, int resultTokens) {
        return new ToolPlan(name, Prose.of("how to use " + name, tokens), resultTokens);
    }

    ToolPlan named(String other) {
        return new ToolPlan(other, description, resultTokens);
    }

    ToolPlan described(String other) {
        return new ToolPlan(name, other, resultTokens);
    }

    ToolPlan giving(int tokens) {
        return new ToolPlan(name, description, tokens);
    }
}
