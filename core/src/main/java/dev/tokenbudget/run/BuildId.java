package dev.tokenbudget.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
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
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    public BuildId {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A build id has 1 to 80 letters, digits, '.', '_' or '-', but got '" + id + "'.");
        }
    }

    /** Return the id of a build that begins {@code now}: unique, and sorted by name as builds follow each other. */
    public static BuildId beginning(Instant now, Optional<String> commit) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return new BuildId(TO_THE_SECOND.format(now) + "-" + HexFormat.of().formatHex(random), commit);
    }
}
