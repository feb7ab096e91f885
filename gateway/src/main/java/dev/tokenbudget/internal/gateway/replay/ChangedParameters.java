package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what of a request, beside its prompt, makes a model answer in another way than it did when it was recorded. */
final class ChangedParameters {

    /** What the answer does not depend on. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "anthropic_beta",
            "anthropic_version",
            "background",
            "betas",
            "cachePoint",
            "cache_control",
            "include",
            "keep_alive",
            "prompt_cache_options",
            "prompt_cache_retention",
            "store",
            "timeout");

    private ChangedParameters() {}

    /** Return what changed, such as {@code temperature 0.7 instead of 0.2}; nothing where nothing did. */
    static Optional<String> between(ComparedRequest asked, ComparedRequest recorded) {
        List<String> changes = new ArrayList<>();
        if (!recorded.model().isEmpty()
                && !asked.model().isEmpty()
                && !asked.model().equals(recorded.model())) {
            changes.add("model " + asked.model() + " instead of " + recorded.model());
        }
        Map<String, String> now = parameters(asked.content().settings());
        Map<String, String> before = parameters(recorded.content().settings());
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(before.keySet());
        names.stream()
                .filter(name -> !now.getOrDefault(name, "").equals(before.getOrDefault(name, "")))
                .forEach(name -> changes.add(name + " " + now.getOrDefault(name, "unset") + " instead of "
                        + before.getOrDefault(name, "unset")));
        if (!asked.content().responseFormat().equals(recorded.content().responseFormat())) {
            changes.add("another response format");
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", changes));
    }

    private static Map<String, String> parameters(JsonNode settings) {
        Map<String, String> parameters = new TreeMap<>();
        collect("", settings, parameters);
        return parameters;
    }

    private static void collect(String path, JsonNode node, Map<String, String> parameters) {
        node.properties().stream()
                .filter(field -> !WITHOUT_EFFECT.contains(field.getKey()))
                .forEach(field -> {
                    String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                    if (field.getValue().isObject()) {
                        collect(name, field.getValue(), parameters);
                    } else {
                        parameters.put(name, field.getValue().toString());
                    }
                });
    }
}
