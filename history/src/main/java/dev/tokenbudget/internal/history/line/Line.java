package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.json.JsonFile;
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
 * @param waste what a build found that a task need not spend
 */
record Line(
        int tokenbudgetHistory,
        @Nullable BuildJson build,
        @Nullable RunJson run,
        @Nullable VerdictJson verdict,
        @Nullable AcceptanceJson acceptance,
        @Nullable ReportedJson reported,
        @Nullable WasteJson waste) {

    static final String VERSION_FIELD = "tokenbudgetHistory";
    static final int VERSION = 1;

    Line {
        long held = Stream.of(build, run, verdict, acceptance, reported, waste)
                .filter(Objects::nonNull)
                .count();
        if (held != 1) {
            throw new IllegalArgumentException("A line of a history holds one thing, but this one " + held + ".");
        }
    }

    static Stream<Line> of(Entries entries) {
        return Stream.of(
                        entries.builds().stream()
                                .map(BuildJson::of)
                                .map(build -> new Line(VERSION, build, null, null, null, null, null)),
                        entries.runs().stream()
                                .map(RunJson::of)
                                .map(run -> new Line(VERSION, null, run, null, null, null, null)),
                        entries.verdicts().stream()
                                .map(VerdictJson::of)
                                .map(verdict -> new Line(VERSION, null, null, verdict, null, null, null)),
                        entries.acceptances().stream()
                                .map(AcceptanceJson::of)
                                .map(acceptance -> new Line(VERSION, null, null, null, acceptance, null, null)),
                        entries.reported().stream()
                                .map(ReportedJson::of)
                                .map(reported -> new Line(VERSION, null, null, null, null, reported, null)),
                        entries.waste().stream()
                                .map(WasteJson::of)
                                .map(waste -> new Line(VERSION, null, null, null, null, null, waste)))
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
        if (acceptance != null) {
            return "acceptance " + acceptance.id();
        }
        if (reported != null) {
            return "reported " + reported.id();
        }
        WasteJson found = Objects.requireNonNull(waste, "A line holds one thing.");
        return String.join(" ", "waste", found.build(), found.task(), found.kind(), found.statement());
    }

    /** Return a hash of all that the line says. */
    int content() {
        return JsonFile.line(this).hashCode();
    }

    /** Return all that {@code lines} hold. */
    static Entries together(List<Line> lines) {
        return new Entries(
                held(lines.stream().map(Line::build).map(Optional::ofNullable), BuildJson::entry),
                held(lines.stream().map(Line::run).map(Optional::ofNullable), RunJson::entry),
                held(lines.stream().map(Line::verdict).map(Optional::ofNullable), VerdictJson::entry),
                held(lines.stream().map(Line::acceptance).map(Optional::ofNullable), AcceptanceJson::entry),
                held(lines.stream().map(Line::reported).map(Optional::ofNullable), ReportedJson::entry),
                held(lines.stream().map(Line::waste).map(Optional::ofNullable), WasteJson::entry));
    }

    private static <J, E> List<E> held(Stream<Optional<J>> parts, Function<J, E> entry) {
        return parts.flatMap(Optional::stream).map(entry).toList();
    }
}
