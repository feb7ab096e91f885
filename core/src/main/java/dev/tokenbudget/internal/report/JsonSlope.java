package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.composition.LearntSlope;
import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.Slopes.Slope;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON form of how many tokens a model's provider counts for a text.
 *
 * @param tokens for one that {@code o200k_base} counts
 * @param error how far that may be off, as a part of 1
 * @param pairs the pairs of calls that it was learnt from; 0 where it is the one of the model's family
 */
record JsonSlope(double tokens, double error, int pairs) {

    /** Return the slopes of the models that a task asks for, by provider and model. */
    static Map<String, JsonSlope> of(TaskComparison task) {
        ModelSlopes slopes = task.slopes();
        Map<String, JsonSlope> byModel = new LinkedHashMap<>();
        for (String model : task.requestedModels()) {
            int blank = model.indexOf(' ');
            String provider = model.substring(0, blank);
            String name = model.substring(blank + 1);
            Slope slope = Slopes.of(slopes).of(provider, name);
            int pairs = slopes.learnt(provider, name).map(LearntSlope::pairs).orElse(0);
            byModel.put(model, new JsonSlope(slope.tokens(), slope.error(), pairs));
        }
        return byModel;
    }
}
