package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.file.FileName;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What earlier builds measured, each in a folder {@code <number>-<build id>}. The numbers, not the ids, give their order:
 * a clock may be set back, and an id may be given from outside.
 *
 * @param folder need not exist yet
 */
record FormerBuilds(Path folder) {

    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,6})-(.*)");
    private static final Comparator<Path> ORDER =
            Comparator.comparing(FormerBuilds::number).thenComparing(Path::getFileName);

    /** Return the latest that measured something, or nothing where none did. */
    Optional<BuildFolder> latest() {
        return all().stream()
                .map(BuildFolder::new)
                .filter(build -> Files.exists(build.settingsFile()))
                .reduce((earlier, later) -> later);
    }

    /** Return where to keep {@code what} of the build {@code id}: after all others, unless a place for it waits for that. */
    Path placeOf(String what, String id) {
        List<Path> kept = all();
        return kept.stream()
                .filter(place -> id(place).equals(Optional.of(id)))
                .filter(place -> Files.notExists(place.resolve(what)))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> FileName.in(
                        folder,
                        1 + kept.stream().mapToInt(FormerBuilds::number).max().orElse(0) + "-" + id));
    }

    private List<Path> all() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> builds = Files.list(folder)) {
            return builds.sorted(ORDER).toList();
        } catch (IOException e) {
            throw new MalformedFileException(folder, "the earlier builds cannot be read: " + e + ".", e);
        }
    }

    /** A folder without a number was kept by a version that numbered none, so before all others. */
    private static int number(Path build) {
        Matcher name = NUMBERED.matcher(build.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    private static Optional<String> id(Path build) {
        Matcher name = NUMBERED.matcher(build.getFileName().toString());
        return name.matches() ? Optional.of(name.group(2)) : Optional.empty();
    }
}
