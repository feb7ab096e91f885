package dev.tokenbudget.composition;

import dev.tokenbudget.usage.ModelCall;
import java.util.EnumMap;
import java.util.Map;

/** Adds up the calls at one position of an agent's runs. */
final class PositionTally {

    private final Map<Part, ExactSum> tokens = sums();
    private final Map<Part, ExactSum> characters = sums();
    private long calls;

    void add(ModelCall call) {
        calls++;
        tokens.forEach((part, sum) -> part.addTokens(call, sum));
        characters.forEach((part, sum) -> part.addCharacters(call, sum));
    }

    long calls() {
        return calls;
    }

    Map<Part, ExactSum> tokens() {
        return tokens;
    }

    Map<Part, ExactSum> characters() {
        return characters;
    }

    private static Map<Part, ExactSum> sums() {
        Map<Part, ExactSum> sums = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            sums.put(part, new ExactSum());
        }
        return sums;
    }
}
