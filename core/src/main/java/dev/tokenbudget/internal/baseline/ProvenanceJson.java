package dev.tokenbudget.internal.baseline;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.run.Tolerance;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of where samples come from: the builds that made them, and who accepted them. */
final class ProvenanceJson {

    private static final int VERSION_WITHIN_TASKS = 1;

    private ProvenanceJson() {}

    /** A build; runs and prices stood here up to version 1. */
    record BuildJson(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String date,
            @Nullable String commit,
            @Nullable Integer runs,
            @Nullable Map<String, String> prices) {}

    record AcceptanceJson(
            @JsonProperty(required = true) String date,
            @JsonProperty(required = true) String reason,
            @Nullable String commit) {}

    /** What an acceptance, given by its place in the file's list, replaced; models are there where they changed. */
    record ReplacedJson(
            int acceptance,
            int n,
            BigDecimal mean,
            @JsonProperty(required = true) String tolerance,
            @Nullable List<String> models) {}

    /** What a build has to do with a task; the build is given by its place in the file's list, from 1. */
    record MeasuredJson(
            @JsonAlias("session") int build,

            int runs,
            @Nullable Integer firstLook,
            @Nullable String estimated,
            @Nullable Map<String, String> prices) {}

    /** Collects what tasks have in common, in the order in which they name it. */
    static final class Writer {

        private final List<BuildJson> builds = new ArrayList<>();
        private final List<AcceptanceJson> acceptances = new ArrayList<>();

        MeasuredJson measured(BaselineBuild build) {
            BuildJson json =
                    new BuildJson(build.id(), day(build.date()), build.commit().orElse(null), null, null);
            return new MeasuredJson(
                    place(json, builds),
                    build.runs(),
                    build.firstLook().isPresent() ? build.firstLook().getAsInt() : null,
                    build.estimated().orElse(null),
                    build.prices().isEmpty() ? null : build.prices());
        }

        int accepted(Acceptance acceptance) {
            return place(
                    new AcceptanceJson(
                            day(acceptance.date()),
                            acceptance.reason(),
                            acceptance.commit().orElse(null)),
                    acceptances);
        }

        /** Return what each of {@code steps} replaced; nothing where none did. */
        @Nullable
        List<ReplacedJson> replaced(List<Acceptance> steps) {
            List<ReplacedJson> replaced = steps.stream()
                    .flatMap(step -> step.replaced().stream().map(former -> replaced(accepted(step), former)))
                    .toList();
            return replaced.isEmpty() ? null : replaced;
        }

        private static ReplacedJson replaced(int acceptance, ReplacedBaseline former) {
            return new ReplacedJson(
                    acceptance,
                    former.runs(),
                    MetricJson.rounded(former.mean()),
                    former.tolerance().toString(),
                    former.models().isEmpty() ? null : former.models());
        }

        List<BuildJson> builds() {
            return builds;
        }

        List<AcceptanceJson> acceptances() {
            return acceptances;
        }

        private static <T> int place(T entry, List<T> entries) {
            if (!entries.contains(entry)) {
                entries.add(entry);
            }
            return entries.indexOf(entry) + 1;
        }

        static String day(Instant date) {
            return date.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
    }

    record Reader(int schemaVersion, List<BuildJson> ofFile, List<AcceptanceJson> acceptancesOfFile) {

        Reader {
            if (schemaVersion > VERSION_WITHIN_TASKS) {
                ofFile.forEach(build -> {
                    if (build.runs() != null || build.prices() != null) {
                        throw new IllegalArgumentException("a build of the field \"builds\" holds runs or prices, which"
                                + " belong to a task: the file was edited or merged by hand.");
                    }
                });
            }
            ofFile.forEach(build -> instant("builds", build.date()));
            acceptancesOfFile.forEach(acceptance -> instant("acceptances", acceptance.date()));
        }

        List<BaselineBuild> builds(
                String field, @Nullable List<MeasuredJson> measured, @Nullable List<BuildJson> within) {
            requireVersion(field + ".sessions", within);
            if (within != null) {
                return within.stream()
                        .map(build -> build(build, runs(field, build), null, null, build.prices()))
                        .toList();
            }
            return measured == null
                    ? List.of()
                    : measured.stream()
                            .map(build -> build(
                                    at(build.build(), ofFile, field + ".measured"),
                                    build.runs(),
                                    build.firstLook(),
                                    build.estimated(),
                                    build.prices()))
                            .toList();
        }

        List<Acceptance> acceptances(
                String field,
                @Nullable List<Integer> accepted,
                @Nullable List<ReplacedJson> replaced,
                @Nullable List<AcceptanceJson> within) {
            requireVersion(field + ".acceptances", within);
            requireAccepted(field + ".replaced", accepted, replaced);
            if (within != null) {
                return within.stream().map(Reader::acceptance).toList();
            }
            return accepted == null
                    ? List.of()
                    : accepted.stream()
                            .map(place -> step(place, field, replaced == null ? List.of() : replaced))
                            .toList();
        }

        private Acceptance step(int place, String field, List<ReplacedJson> replaced) {
            Acceptance step = acceptance(at(place, acceptancesOfFile, field + ".accepted"));
            return replaced.stream()
                    .filter(former -> former.acceptance() == place)
                    .findFirst()
                    .map(former -> step.of(new ReplacedBaseline(
                            former.mean().doubleValue(),
                            former.n(),
                            Tolerance.parse(former.tolerance()),
                            former.models() == null ? List.of() : former.models())))
                    .orElse(step);
        }

        private static void requireAccepted(
                String field, @Nullable List<Integer> accepted, @Nullable List<ReplacedJson> replaced) {
            if (replaced != null) {
                List<Integer> steps =
                        replaced.stream().map(ReplacedJson::acceptance).toList();
                if (accepted == null
                        || !accepted.containsAll(steps)
                        || Set.copyOf(steps).size() != steps.size()) {
                    throw new IllegalArgumentException("the field \"" + field + "\" is that of acceptances " + steps
                            + ", but those of the task are " + accepted + ": the file was edited or merged by hand.");
                }
            }
        }

        private void requireVersion(String field, @Nullable Object within) {
            if (within != null && schemaVersion > VERSION_WITHIN_TASKS) {
                throw new IllegalArgumentException("the field \"" + field + "\" is one of schema version "
                        + VERSION_WITHIN_TASKS + ", but the file is of version " + schemaVersion
                        + ": the file was edited or merged by hand.");
            }
        }

        private static int runs(String field, BuildJson build) {
            if (build.runs() == null) {
                throw new IllegalArgumentException("the field \"" + field + ".sessions.runs\" is missing.");
            }
            return build.runs();
        }

        private static BaselineBuild build(
                BuildJson build,
                int runs,
                @Nullable Integer firstLook,
                @Nullable String estimated,
                @Nullable Map<String, String> prices) {
            return new BaselineBuild(
                    build.id(),
                    instant("builds", build.date()),
                    Optional.ofNullable(build.commit()),
                    runs,
                    firstLook == null ? OptionalInt.empty() : OptionalInt.of(firstLook),
                    Optional.ofNullable(estimated),
                    new TreeMap<>(prices == null ? Map.of() : prices));
        }

        private static Acceptance acceptance(AcceptanceJson acceptance) {
            return new Acceptance(
                    instant("acceptances", acceptance.date()),
                    acceptance.reason(),
                    Optional.ofNullable(acceptance.commit()));
        }

        private static <T> T at(int place, List<T> entries, String field) {
            if (place < 1 || place > entries.size()) {
                throw new IllegalArgumentException("the field \"" + field + "\" refers to entry " + place
                        + " of a list of " + entries.size() + ": the file was edited or merged by hand.");
            }
            return entries.get(place - 1);
        }

        /** Files of version 1 hold the second in which the first run began. */
        static Instant instant(String list, String date) {
            try {
                return date.indexOf('T') < 0
                        ? LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(date).truncatedTo(ChronoUnit.DAYS);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "a date in \"" + list + "\" is '" + date + "'; write it as 2026-11-23.", e);
            }
        }
    }
}
