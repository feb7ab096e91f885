package dev.tokenbudget.internal.text;

import java.util.List;
import java.util.stream.Collectors;

/** Names several things in a sentence. */
public final class Names {

    private Names() {}

    /** Return {@code names} with commas between them: the first {@code most}, and how many more there are. */
    public static String of(List<String> names, int most) {
        int more = names.size() - most;
        return names.stream().limit(most).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
