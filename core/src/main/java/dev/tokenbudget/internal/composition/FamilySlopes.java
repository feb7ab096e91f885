package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.ModelCall;
import java.util.HashMap;
import java.util.Map;

/** Finds the slope of each model's family once: calls are many, and their models few. For one thread. */
public final class FamilySlopes {

    private final Map<String, Map<String, TokenSlope>> known = new HashMap<>();

    /** Return the slope of the model that {@code call} asked for. */
    public TokenSlope of(ModelCall call) {
        Map<String, TokenSlope> ofProvider = known.computeIfAbsent(call.provider(), provider -> new HashMap<>());
        TokenSlope slope = ofProvider.get(call.requestedModel());
        if (slope == null) {
            slope = TokenSlope.of(call.provider(), call.requestedModel());
            ofProvider.put(call.requestedModel(), slope);
        }
        return slope;
    }
}
