package dev.tokenbudget.internal.history.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many runs one group has.
 *
 * @param group what they have in common; an empty value where a run has none
 * @param runs how many there are
 */
public record RunCount(Map<Dimension, String> group, long runs) {

    public RunCount {
        group = Collections.unmodifiableMap(group.isEmpty() ? new EnumMap<>(Dimension.class) : new EnumMap<>(group));
    }

    /** Return the value of a dimension by which was grouped, or an empty string. */
    public String value(Dimension dimension) {
        return group.getOrDefault(dimension, "");
    }
}
