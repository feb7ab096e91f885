package dev.tokenbudget.internal.baseline;

import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.waste.WasteKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was accepted of one task.
 *
 * @param models the models that its runs asked for, as {@code provider model}, sorted
 * @param responseModels the models that answered, sorted
 * @param attempted runs made
 * @param succeeded runs that are samples
 * @param metrics the metrics that were known in at least one run
 * @param composition what the tokens were spent on; absent in files of an older TokenBudget
 * @param builds the builds that the samples come from, in the order in which they were accepted
 * @param acceptances who accepted what and why, oldest first
 * @param estimates how far accepted estimates were off, oldest first
 * @param tokensOfFailedRuns what the runs that are no samples used together; absent where it is not known, as in files of an older
 *     TokenBudget
 * @param waste what the accepted runs were known to waste, sorted; absent in files of an older TokenBudget
 */
public record TaskBaseline(
        List<String> models,
        List<String> responseModels,
        int attempted,
        int succeeded,
        Map<Metric, MetricBaseline> metrics,
        Optional<Composition> composition,
        List<BaselineBuild> builds,
        List<Acceptance> acceptances,
        List<CheckedEstimate> estimates,
        OptionalLong tokensOfFailedRuns,
        Optional<List<WasteKey>> waste) {

    /** A baseline of which nothing was ever estimated, and nothing is known of runs that failed. */
    public TaskBaseline(
            List<String> models,
            List<String> responseModels,
            int attempted,
            int succeeded,
            Map<Metric, MetricBaseline> metrics,
            Optional<Composition> composition,
            List<BaselineBuild> builds,
            List<Acceptance> acceptances) {
        this(
                models,
                responseModels,
                attempted,
                succeeded,
                metrics,
                composition,
                builds,
                acceptances,
                List.of(),
                OptionalLong.empty(),
                Optional.empty());
    }

    public TaskBaseline {
        models = List.copyOf(models);
        responseModels = List.copyOf(responseModels);
        Map<Metric, MetricBaseline> sorted = new TreeMap<>();
        sorted.putAll(metrics);
        metrics = Collections.unmodifiableMap(sorted);
        builds = List.copyOf(builds);
        acceptances = List.copyOf(acceptances);
        estimates = List.copyOf(estimates);
        waste = waste.map(known -> known.stream().distinct().sorted().toList());
        tokensOfFailedRuns = attempted == succeeded ? OptionalLong.of(0) : tokensOfFailedRuns;
    }

    /** What a baseline holds: how long a run took says nothing of its tokens, and is another figure each time. */
    public static final Set<Metric> REPEATABLE =
            Metric.standard().stream().filter(Metric::isRepeatable).collect(Collectors.toUnmodifiableSet());

    /** Turn measured runs into a baseline of their {@link #REPEATABLE} metrics. */
    public static TaskBaseline accept(TaskRuns runs, BuildId build, String reason, Optional<TaskBaseline> before) {
        return accept(runs, build, reason, before, REPEATABLE);
    }

    /**
     * Turn measured runs into a baseline.
     *
     * @param runs the runs; at least one succeeded
     * @param build the build that made them
     * @param reason why the numbers are right
     * @param before what was accepted until now; its acceptances are kept
     * @param kept the metrics that the baseline is to hold beside those of the runs' own
     */
    public static TaskBaseline accept(
            TaskRuns runs, BuildId build, String reason, Optional<TaskBaseline> before, Set<Metric> kept) {
        Instant date = runs.runs().get(0).started().truncatedTo(ChronoUnit.DAYS);
        List<Acceptance> acceptances = new ArrayList<>();
        before.ifPresent(baseline -> acceptances.addAll(baseline.acceptances()));
        Acceptance acceptance = new Acceptance(date, reason, build.commit());
        if (acceptances.stream().noneMatch(acceptance::isAgain)) {
            acceptances.add(acceptance);
        }
        Map<Metric, MetricBaseline> metrics = new TreeMap<>();
        Set<Metric> all = new TreeSet<>(kept);
        all.addAll(runs.ownMetrics());
        for (Metric metric : all) {
            double[] samples = runs.samples(metric);
            if (samples.length > 0) {
                metrics.put(metric, MetricBaseline.of(samples));
            }
        }
        return new TaskBaseline(
                runs.requestedModels(),
                runs.responseModels(),
                runs.runs().size(),
                runs.succeeded().size(),
                metrics,
                Composition.of(runs),
                List.of(new BaselineBuild(
                        build.id(),
                        date,
                        build.commit(),
                        runs.runs().size(),
                        FirstLook.of(runs, build, before),
                        Optional.empty(),
                        prices(runs))),
                acceptances,
                before.map(TaskBaseline::estimates).orElse(List.of()),
                runs.tokensOfFailedRuns(),
                before.flatMap(TaskBaseline::waste));
    }

    /** Return this baseline, whose runs replayed {@code recording}, as an estimate. */
    public TaskBaseline estimatedBy(String recording) {
        return toBuilder()
                .builds(builds.stream()
                        .map(build -> build.estimatedBy(recording))
                        .toList())
                .build();
    }

    /** Return this baseline, which took the place of {@code estimate}, with how far that was off. */
    public TaskBaseline checking(TaskBaseline estimate) {
        List<CheckedEstimate> checked = new ArrayList<>(estimate.estimates);
        estimate.check(this).ifPresent(checked::add);
        return toBuilder().estimates(checked).build();
    }

    /**
     * Return this baseline, which took the place of {@code former}, with what that was: nothing where it was an estimate, or
     * holds the same tokens.
     *
     * @param tolerance how far its mean might have moved
     */
    public TaskBaseline replacing(TaskBaseline former, Tolerance tolerance) {
        if (acceptances.size() == former.acceptances.size()) {
            return this; // accepted again
        }
        return ReplacedBaseline.of(former, this, tolerance)
                .map(replaced -> {
                    List<Acceptance> steps = new ArrayList<>(acceptances);
                    steps.set(steps.size() - 1, steps.get(steps.size() - 1).of(replaced));
                    return with(builds, steps);
                })
                .orElse(this);
    }

    /** Return this baseline with what its runs are known to waste. */
    public TaskBaseline wasting(Optional<List<WasteKey>> known) {
        return toBuilder().waste(known).build();
    }

    private TaskBaselineBuilder toBuilder() {
        return new TaskBaselineBuilder(this);
    }

    /** Return how far these tokens are off that were estimated, as {@code live} runs tell; nothing where one is not known. */
    private Optional<CheckedEstimate> check(TaskBaseline live) {
        return metric(Metric.TOTAL)
                .flatMap(estimated -> live.metric(Metric.TOTAL)
                        .map(reported -> new CheckedEstimate(
                                live.builds.get(0).date(),
                                estimated.summary().mean(),
                                reported.summary().mean())));
    }

    /** Return the recording that the runs here replayed, where they are estimates. */
    public Optional<String> estimated() {
        return builds.stream().flatMap(build -> build.estimated().stream()).findFirst();
    }

    /**
     * Return this baseline with measured runs as those of one more build.
     *
     * @param runs runs of the same models; at least one succeeded
     * @param build the build that made them, of which nothing is here yet
     * @param reason why they belong to the baseline
     * @param kept the metrics that the baseline is to hold
     * @throws IllegalStateException where it is not known which build made which of the samples here
     */
    public TaskBaseline with(TaskRuns runs, BuildId build, String reason, Set<Metric> kept) {
        return AppendedSamples.of(this, accept(runs, build, reason, Optional.of(this), kept), kept);
    }

    /** As {@link #with(TaskRuns, BuildId, String, Set)}, of the {@link #REPEATABLE} metrics. */
    public TaskBaseline with(TaskRuns runs, BuildId build, String reason) {
        return with(runs, build, reason, REPEATABLE);
    }

    /** Return this baseline as that of other builds, accepted by others. */
    public TaskBaseline with(List<BaselineBuild> madeBy, List<Acceptance> acceptedBy) {
        return toBuilder().builds(madeBy).acceptances(acceptedBy).build();
    }

    /** Whether every sample is known, and which build made it. */
    public boolean isKeptByBuild() {
        return metrics.values().stream()
                .allMatch(metric -> metric.samplesOfBuilds().size() == builds.size() && !builds.isEmpty());
    }

    /** Return the build here that is {@code build}, or a part of it; nothing where none is. */
    public Optional<BaselineBuild> build(BuildId build) {
        return builds.stream().filter(known -> build.overlaps(known.id())).findFirst();
    }

    /**
     * Return this baseline without the runs that were made only because those before them were dear. A mean over the tasks of a
     * module that all are in would be too low, because a task whose first runs were cheap by chance made no more.
     */
    public TaskBaseline firstLook() {
        Map<Metric, MetricBaseline> first = FirstLook.of(this);
        return first.equals(metrics) ? this : toBuilder().metrics(first).build();
    }

    private static SortedMap<String, String> prices(TaskRuns runs) {
        return Bill.sum(runs.runs().stream().flatMap(run -> run.bill().stream()).toList())
                .prices();
    }

    /** Return what was accepted of {@code metric}, or nothing where it was unknown. */
    public Optional<MetricBaseline> metric(Metric metric) {
        return Optional.ofNullable(metrics.get(metric));
    }
}
