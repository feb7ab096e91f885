package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SuiteDrift;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Gate;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Opportunity;
import dev.tokenbudget.internal.verdict.Replay;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON for programs; the same comparison gives the same bytes. */
public final class JsonReport {

    static final int SCHEMA_VERSION = 1;

    private JsonReport() {}

    /** Return the report's text. */
    public static String of(Comparison comparison) {
        return JsonFile.pretty(document(comparison));
    }

    /**
     * Write the report's text, task by task: of thousands, it is larger than all else that is known of them.
     *
     * @throws IOException if it cannot be written
     */
    static void write(Comparison comparison, Writer to) throws IOException {
        JsonFile.writePretty(document(comparison), to);
    }

    private static Document document(Comparison comparison) {
        Gate gate = Gate.decide(comparison);
        Map<TaskId, List<Opportunity>> opportunities =
                comparison.opportunities().stream().collect(Collectors.groupingBy(Opportunity::task));
        return new Document(
                SCHEMA_VERSION,
                isReplay(comparison) ? null : comparison.build().id(),
                comparison.build().commit().orElse(null),
                gate.passes(),
                gate.failures(),
                comparison.worthALook(),
                comparison.replayNote().orElse(null),
                comparison.unattributed().size(),
                comparison.policy().testFilter().orElse(null),
                comparison.policy().metric().key(),
                Suite.of(comparison),
                comparison.cost().map(JsonCost::of).orElse(null),
                Optional.of(comparison.variants())
                        .filter(found -> !found.isEmpty())
                        .map(found -> found.stream().map(JsonVariants::of).toList())
                        .orElse(null),
                orNull(JsonWaste.top(comparison)),
                new LazyList<>(
                        comparison.tasks().size(),
                        i -> Task.of(comparison.tasks().get(i), comparison, opportunities)));
    }

    private static <T> @Nullable List<T> orNull(List<T> found) {
        return found.isEmpty() ? null : found;
    }

    /** The id of a build is another one each time, and a replay of the same commit is the same. */
    private static boolean isReplay(Comparison comparison) {
        List<JudgedTask> measured = comparison.tasks().stream()
                .filter(task -> task.comparison().after().isPresent())
                .toList();
        return !measured.isEmpty() && measured.equals(comparison.replayed());
    }

    private record Document(
            int schemaVersion,
            @Nullable String build,
            @Nullable String commit,
            boolean passed,
            List<String> failures,
            List<String> warnings,
            @Nullable String replayNote,
            int unattributedCalls,
            @Nullable String testFilter,
            String metric,
            Suite suite,
            @Nullable JsonCost cost,
            @Nullable List<JsonVariants> variants,
            @Nullable List<String> opportunities,
            List<Task> tasks) {}

    private record Suite(
            int tasks,
            double drift,
            double lowerBound,
            @Nullable Together size,
            Sessions sessions) {
        static Suite of(Comparison comparison) {
            Together all = Together.of(comparison.suiteDrift());
            SuiteDrift size = comparison.suiteSizeDrift();
            return new Suite(
                    all.tasks(),
                    all.drift(),
                    all.lowerBound(),
                    size.tasks() > 0 ? Together.of(size) : null,
                    new Sessions(
                            JsonFinding.Test.rounded(comparison.sessions().deviation()),
                            comparison.sessions().learntFrom()));
        }
    }

    private record Together(int tasks, double drift, double lowerBound) {
        static Together of(SuiteDrift drift) {
            return new Together(
                    drift.tasks(),
                    JsonFinding.Test.rounded(drift.ratio() - 1),
                    JsonFinding.Test.rounded(drift.lowerBound() - 1));
        }
    }

    private record Sessions(double deviation, int learntFrom) {}

    private record Task(
            @Nullable String module,
            String testClass,
            String task,
            String verdict,
            String severity,
            String sentence,
            @Nullable String why,
            String tolerance,
            @Nullable Double drift,
            List<String> remarks,
            List<String> models,
            Runs runs,
            List<JsonFinding> findings,
            @Nullable List<JsonTarget> targets,
            @Nullable ExplanationJson explanation,
            Map<String, Change> metrics,
            JsonEfficiency efficiency,
            List<JsonAgent> agents,
            Map<String, JsonSlope> slopes,
            JsonCost.@Nullable OfTask cost,
            @Nullable List<JsonWaste> waste,
            @Nullable JsonReplay replay) {

        static Task of(JudgedTask judged, Comparison comparison, Map<TaskId, List<Opportunity>> opportunities) {
            Map<String, Change> metrics = new LinkedHashMap<>();
            for (Metric metric : judged.comparison().metrics()) {
                Change change = Change.of(judged, metric);
                if (change.before() != null || change.after() != null) {
                    metrics.put(metric.key(), change);
                }
            }
            TaskId id = judged.comparison().task();
            Optional<TaskRuns> after = judged.comparison().after();
            return new Task(
                    id.module().isEmpty() ? null : id.module(),
                    id.testClass(),
                    id.name(),
                    judged.verdict().kind().name(),
                    judged.severity().name(),
                    judged.sentence(),
                    judged.why().orElse(null),
                    judged.tolerance().toString(),
                    finite(judged.comparison().drift(comparison.policy().metric())),
                    judged.remarks(),
                    judged.comparison().requestedModels(),
                    new Runs(
                            after.map(TaskRuns::size).orElse(0),
                            after.map(TaskRuns::sampleCount).orElse(0)),
                    judged.findings().stream().map(JsonFinding::of).toList(),
                    judged.targets().isEmpty()
                            ? null
                            : judged.targets().stream().map(JsonTarget::of).toList(),
                    judged.explanation()
                            .map(found -> ExplanationJson.of(found, judged.dollarsUnknownBecause()))
                            .orElse(null),
                    metrics,
                    JsonEfficiency.of(judged.comparison(), comparison.policy().metric(), comparison.prices()),
                    judged.comparison().agents().stream().map(JsonAgent::of).toList(),
                    JsonSlope.of(judged.comparison()),
                    comparison
                            .cost()
                            .map(known -> JsonCost.OfTask.of(
                                    judged.comparison().cost(),
                                    judged.comparison().testPrice()))
                            .orElse(null),
                    orNull(opportunities.getOrDefault(id, List.of()).stream()
                            .map(JsonWaste::of)
                            .toList()),
                    judged.comparison().replay().map(JsonReplay::of).orElse(null));
        }

        private static @Nullable Double finite(OptionalDouble drift) {
            return drift.isPresent() && Double.isFinite(drift.getAsDouble()) ? drift.getAsDouble() : null;
        }
    }

    private record Runs(int attempted, int succeeded) {}

    private record Change(
            @Nullable Numbers before,
            @Nullable Numbers after,
            @Nullable String basis,
            @Nullable Double error) {

        static Change of(JudgedTask judged, Metric metric) {
            Optional<Replay> replay = judged.comparison().replay();
            return new Change(
                    numbers(judged.comparison().before(metric)),
                    numbers(judged.comparison().after(metric)),
                    replay.flatMap(known -> known.basis(metric))
                            .map(JsonReplay::name)
                            .orElse(null),
                    replay.map(known -> known.error(metric))
                            .filter(error -> error > 0)
                            .orElse(null));
        }

        private static @Nullable Numbers numbers(Optional<SampleSummary> summary) {
            return summary.map(Numbers::of).orElse(null);
        }
    }

    private record Numbers(
            int n,
            double mean,
            @Nullable Double stddev,
            double min,
            double max,
            Map<String, Double> percentiles,
            List<String> estimable) {

        static Numbers of(SampleSummary summary) {
            Map<String, Double> percentiles = new LinkedHashMap<>();
            summary.percentiles().forEach((percentile, value) -> percentiles.put(percentile.key(), value));
            return new Numbers(
                    summary.n(),
                    summary.mean(),
                    summary.standardDeviation().isPresent()
                            ? summary.standardDeviation().getAsDouble()
                            : null,
                    summary.min(),
                    summary.max(),
                    percentiles,
                    summary.percentiles().keySet().stream()
                            .filter(summary::isEstimable)
                            .map(Percentile::key)
                            .toList());
        }
    }
}
