package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.file.FileName;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The build that runs belong to.
 *
 * @param id 1 to 80 letters, digits, dots, underscores and hyphens that can name a folder, unique in a module's
 *     {@code target}; of builds that were merged, their ids with a plus sign between them
 * @param commit the version-control commit that was built, where known
 */
public record BuildId(String id, Optional<String> commit) {

    private static final String AND = "+";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,80}");
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    public BuildId {
        for (String part : id.split(Pattern.quote(AND), -1)) {
            require(part);
        }
    }

    /** Written out, as the one below: those of a record cost each JVM some classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BuildId build && id.equals(build.id) && commit.equals(build.commit);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /**
     * Return the build whose id was given from outside, which must not look like that of several.
     *
     * @throws IllegalArgumentException if the id is not that of one build
     */
    public static BuildId given(String id, Optional<String> commit) {
        require(id);
        return new BuildId(id, commit);
    }

    private static void require(String id) {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A build id has 1 to 80 letters, digits, '.', '_' or '-', but got '" + id + "'.");
        }
        FileName.require("The build id", id);
    }

    /**
     * Return the build that {@code builds} are together, the same one in whatever order they come; its commit is the one that
     * all of them are of.
     *
     * @param builds at least one
     */
    public static BuildId merged(Collection<BuildId> builds) {
        TreeSet<String> ids =
                builds.stream().flatMap(build -> build.parts().stream()).collect(Collectors.toCollection(TreeSet::new));
        List<Optional<String>> commits =
                builds.stream().map(BuildId::commit).distinct().toList();
        return new BuildId(String.join(AND, ids), commits.size() == 1 ? commits.get(0) : Optional.empty());
    }

    /** Whether some build is a part of both. */
    public boolean overlaps(String otherId) {
        return !Collections.disjoint(parts(), parts(otherId));
    }

    private List<String> parts() {
        return parts(id);
    }

    private static List<String> parts(String id) {
        return List.of(id.split(Pattern.quote(AND)));
    }

    /** Return the id of a build that begins {@code now}: unique, and sorted by name as builds follow each other. */
    public static BuildId beginning(Instant now, Optional<String> commit) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return new BuildId(TO_THE_SECOND.format(now) + "-" + HexFormat.of().formatHex(random), commit);
    }
}
