package dev.tokenbudget.internal.replay;

import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slopes of models as recorded calls tell them, each from calls of the same model with the same tools, whose prompts have other
 * lengths: what the provider adds to each, and to each result of a tool, falls out. Models of which too little is recorded have the slopes of the table.
 */
final class PromptSlopes implements Slopes {

    private final Map<Model, Slope> learnt = new HashMap<>();

    private record Model(String provider, String name) {}

    PromptSlopes(Collection<TaskRecording> recordings) {
        Map<Model, Map<String, List<PromptSize>>> sizes = new HashMap<>();
        for (TaskRecording recording : recordings) {
            for (RecordedRun run : recording.runs()) {
                run.of(ModelCall.Role.AGENT).exchanges().forEach(exchange -> add(exchange, sizes));
            }
        }
        sizes.forEach(
                (model, groups) -> SlopeFit.of(groups.values()).slope().ifPresent(slope -> learnt.put(model, slope)));
    }

    @Override
    public Slope of(String provider, String model) {
        return Optional.ofNullable(learnt.get(new Model(provider, model))).orElseGet(() -> TABLE.of(provider, model));
    }

    private static void add(Exchange exchange, Map<Model, Map<String, List<PromptSize>>> sizes) {
        if (exchange.calls().size() != 1) {
            return;
        }
        ModelCall call = exchange.calls().get(0);
        PromptSize.of(exchange.request(), call)
                .ifPresent(size -> sizes.computeIfAbsent(
                                new Model(call.provider(), call.requestedModel()), unknown -> new HashMap<>())
                        .computeIfAbsent(size.tools(), unknown -> new ArrayList<>())
                        .add(size));
    }
}
