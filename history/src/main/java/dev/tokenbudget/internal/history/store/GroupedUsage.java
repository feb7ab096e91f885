package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.history.UsageSum;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the calls of one group add up to.
 *
 * @param group what they have in common; an empty value where a call has none
 * @param sum their sum
 */
public record GroupedUsage(Map<Dimension, String> group, UsageSum sum) {

    public GroupedUsage {
        group = Collections.unmodifiableMap(group.isEmpty() ? new EnumMap<>(Dimension.class) : new EnumMap<>(group));
    }

    /** Return the value of a dimension by which was grouped, or an empty string. */
    public String value(Dimension dimension) {
        return group.getOrDefault(dimension, "");
    }
}
