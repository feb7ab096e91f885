package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the models that calls asked for: calls are many, and their models few. For one thread. */
public final class RequestedModels {

    private final Map<String, Set<String>> byProvider = new HashMap<>();

    /** Add the model that {@code call} asked for. */
    public void add(ModelCall call) {
        byProvider.computeIfAbsent(call.provider(), provider -> new HashSet<>()).add(call.requestedModel());
    }

    /** Return every model once, as {@code provider model}, sorted. */
    public List<String> names() {
        return byProvider.entrySet().stream()
                .flatMap(provider -> provider.getValue().stream().map(model -> provider.getKey() + " " + model))
                .distinct()
                .sorted()
                .toList();
    }
}
