package dev.tokenbudget.run;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The build that runs belong to.
 *
 * @param id letters, digits, dots, underscores and hyphens; unique in a module's {@code target}
 * @param commit the version-control commit that was built, where known
 */
public record BuildId(String id, Optional<String> commit) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,80}");

    public BuildId {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A build id has 1 to 80 letters, digits, '.', '_' or '-', but got '" + id + "'.");
        }
    }
}
