package dev.tokenbudget.internal.price;

import dev.tokenbudget.usage.ModelCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names by which a call's model may be listed, most telling first. */
final class ModelNames {

    private static final Pattern COMPACT_DATE = Pattern.compile("-(20\\d\\d)([01]\\d)([0-3]\\d)(?=[-:]|$)");

    private ModelNames() {}

    static List<String> of(ModelCall call) {
        String requested = lowerCase(call.requestedModel());
        String answered = call.responseModel().map(ModelNames::lowerCase).orElse(requested);
        // What answered is mostly the exact one: a snapshot, the model behind a deployment. Not so on Bedrock, where
        // the request has the region's prefix, and on OpenRouter, where it has the variant.
        return requested.contains(answered) ? of(requested, answered) : of(answered, requested);
    }

    static List<String> of(String... names) {
        Set<String> all = new LinkedHashSet<>();
        for (String name : names) {
            addWithDashedDate(all, lowerCase(name));
        }
        for (String name : names) {
            addWithDashedDate(all, lowerCase(name.substring(name.lastIndexOf('/') + 1)));
        }
        return List.copyOf(all);
    }

    /** Some providers write {@code -20250929} where the list has {@code -2025-09-29}. */
    private static void addWithDashedDate(Set<String> all, String name) {
        all.add(name);
        all.add(COMPACT_DATE.matcher(name).replaceAll("-$1-$2-$3"));
    }

    private static String lowerCase(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
