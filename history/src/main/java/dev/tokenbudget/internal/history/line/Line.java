package dev.tokenbudget.internal.history.line;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.history.Entries;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file that holds a history: one thing, and all about it.
 *
 * @param tokenbudgetHistory the version of the format
 * @param build a build
 * @param run a run with its calls
 * @param verdict what a build's check said of a task
 * @param acceptance a step that was accepted
 * @param reported a sum of a provider
 */
record Line(
        @JsonProperty(required = true) int tokenbudgetHistory,
        @Nullable BuildJson build,
        @Nullable RunJson run,
        @Nullable VerdictJson verdict,
        @Nullable AcceptanceJson acceptance,
        @Nullable ReportedJson reported) {

    static final String VERSION_FIELD = "tokenbudgetHistory";
    static final int VERSION = 1;

    Line {
        long held = Stream.of(build, run, verdict, acceptance, reported)
                .filter(Objects::nonNull)
                .count();
        if (held != 1) {
            throw new IllegalArgumentException("A line of a history holds one thing, but this one " + held + ".");
        }
    }

    static Stream<Line> of(Entries entries) {
        return Stream.of(
                        entries.builds().stream()
                                .map(entry -> new Line(VERSION, BuildJson.of(entry), null, null, null, null)),
                        entries.runs().stream()
                                .map(entry -> new Line(VERSION, null, RunJson.of(entry), null, null, null)),
                        entries.verdicts().stream()
                                .map(entry -> new Line(VERSION, null, null, VerdictJson.of(entry), null, null)),
                        entries.acceptances().stream()
                                .map(entry -> new Line(VERSION, null, null, null, AcceptanceJson.of(entry), null)),
                        entries.reported().stream()
                                .map(entry -> new Line(VERSION, null, null, null, null, ReportedJson.of(entry))))
                .flatMap(lines -> lines);
    }

    /** Return what the line is of, which is the same in every copy of it. */
    String key() {
        if (build != null) {
            return "build " + build.id();
        }
        if (run != null) {
            return "run " + run.id();
        }
        if (verdict != null) {
            return "verdict " + verdict.build() + " " + verdict.task();
        }
        return acceptance != null
                ? "acceptance " + acceptance.id()
                : "reported "
                        + Objects.requireNonNull(reported, "A line holds one thing.")
                                .id();
    }

    /** Return all that {@code lines} hold. */
    static Entries together(List<Line> lines) {
        return new Entries(
                held(lines.stream().map(Line::build).map(Optional::ofNullable), BuildJson::entry),
                held(lines.stream().map(Line::run).map(Optional::ofNullable), RunJson::entry),
                held(lines.stream().map(Line::verdict).map(Optional::ofNullable), VerdictJson::entry),
                held(lines.stream().map(Line::acceptance).map(Optional::ofNullable), AcceptanceJson::entry),
                held(lines.stream().map(Line::reported).map(Optional::ofNullable), ReportedJson::entry));
    }

    private static <J, E> List<E> held(Stream<Optional<J>> parts, Function<J, E> entry) {
        return parts.flatMap(Optional::stream).map(entry).toList();
    }
}
