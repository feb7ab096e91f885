package dev.tokenbudget.suites.agents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tool that an agent offers to the model, and what happens when the model calls it.
 *
 * @param parameters names and descriptions of its parameters; all are texts, and all are required
 * @param action takes the arguments by name and returns what the model is told
 */
record AgentTool(
        String name, String description, Map<String, String> parameters, Function<Map<String, String>, String> action) {

    /** Create a tool without parameters. */
    static AgentTool of(String name, String description, Function<Map<String, String>, String> action) {
        return new AgentTool(name, description, Map.of(), action);
    }

    /** Return this tool with one more parameter. */
    AgentTool with(String parameter, String meaning) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(parameter, meaning);
        return new AgentTool(name, description, more, action);
    }

    /** Return the JSON Schema properties of the parameters, in their order. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        parameters.forEach((parameter, meaning) -> {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("type", "string");
            property.put("description", meaning);
            properties.put(parameter, property);
        });
        return properties;
    }

    List<String> required() {
        return List.copyOf(parameters.keySet());
    }

    /** Call the tool that the model named; what goes wrong is told to the model, which can then do better. */
    static String call(List<AgentTool> tools, String name, Map<String, String> arguments) {
        for (AgentTool tool : tools) {
            if (tool.name().equals(name)) {
                try {
                    return tool.action().apply(arguments);
                } catch (IllegalArgumentException e) {
                    return "Error: " + e.getMessage();
                }
            }
        }
        return "Error: there is no tool " + name;
    }
}
