package dev.tokenbudget.internal.text;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What tells runs and calls apart in reports, such as {@code feature=review}: names and their values. */
public final class Labels {

    private Labels() {}

    /** Return an unmodifiable copy that is sorted by name. Most calls have a label at most, which needs no tree. */
    public static Map<String, String> sorted(Map<String, String> labels) {
        return labels.size() < 2 ? Map.copyOf(labels) : Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
