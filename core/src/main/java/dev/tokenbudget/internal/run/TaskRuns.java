package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.cache.Cached;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * All runs of one task in a measurement, in the order in which they began. Of very many runs, some are read from where they lie each
 * time that they are needed; so ask for them once, and use them.
 */
public final class TaskRuns {

    private final TaskId task;
    private final RunSource source;
    private final int jvms;
    private final Cached<List<Run>> runs;
    private final Cached<RunsOutline> outline = Cached.forever(() -> RunsOutline.of(runs()));

    /** Runs of one test JVM; at least one. */
    public TaskRuns(TaskId task, List<Run> runs) {
        this(task, new HeldRuns(runs));
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A measured task has at least one run, but " + task + " has none.");
        }
    }

    /**
     * Runs of a task.
     *
     * @param task what was executed
     * @param source where its runs are
     */
    public TaskRuns(TaskId task, RunSource source) {
        this(task, source, 1);
    }

    private TaskRuns(TaskId task, RunSource source, int jvms) {
        this.task = task;
        this.source = source;
        this.jvms = jvms;
        this.runs = source.cached(source::read);
    }

    /** Return what was executed. */
    public TaskId task() {
        return task;
    }

    /** Return the runs; at least one. */
    public List<Run> runs() {
        return runs.get();
    }

    /** Return how many test JVMs of a build made them, as far as they were made at one go. */
    public int jvms() {
        return jvms;
    }

    /** Return how many runs there are. */
    public int size() {
        return outline.get().runs();
    }

    /** Return how many of them are samples. */
    public int sampleCount() {
        return outline.get().samples();
    }

    /** Return when the first of them began. */
    public Instant started() {
        return outline.get().started();
    }

    /** Return which variant of its task was run, as the first run says that knows it. */
    public Optional<TaskVariant> variant() {
        return outline.get().variant();
    }

    /** Return how many calls of all of them the providers accepted. */
    public long billedCalls() {
        return outline.get().billedCalls();
    }

    /** Return the tokens of all runs whose tokens are known. */
    public double knownTokens() {
        return outline.get().knownTokens();
    }

    /** Whether a judge was asked in any of them. */
    public boolean areGraded() {
        return outline.get().graded();
    }

    /** Whether an unmet assumption ended all of them. */
    public boolean areAborted() {
        return outline.get().aborted() == size();
    }

    /** Return a value that follows from the runs, and is kept as long as they are. */
    public <T> Cached<T> derived(Supplier<T> work) {
        return source.cached(work);
    }

    /** Return these runs with what their calls cost by {@code prices}. */
    public TaskRuns priced(PriceList prices) {
        return new TaskRuns(task, source.priced(prices), jvms);
    }

    /** Return these runs as those that {@code made} test JVMs of a build made. */
    TaskRuns madeBy(int made) {
        return new TaskRuns(task, source, made);
    }

    /** Return the runs that are samples. */
    public List<Run> succeeded() {
        return runs().stream().filter(Run::isSample).toList();
    }

    /** Return the runs that were answered from a recording. */
    public List<Run> replayed() {
        return runs().stream().filter(run -> run.replayed().isPresent()).toList();
    }

    /** Return how many runs were answered from a recording. */
    public int replayCount() {
        return source.replays();
    }

    /** Whether all runs were answered from a recording. */
    public boolean areReplayed() {
        return replayCount() > 0 && replayCount() == size();
    }

    /** Return {@code metric} of every sample in which it is known, in run order. */
    public double[] samples(Metric metric) {
        List<Run> all = runs();
        double[] samples = new double[all.size()];
        int known = 0;
        for (Run run : all) {
            OptionalDouble value = run.isSample() ? metric.of(run) : OptionalDouble.empty();
            if (value.isPresent()) {
                samples[known++] = value.getAsDouble();
            }
        }
        return Arrays.copyOf(samples, known);
    }

    /** Return the metrics of what successful runs counted and measured by themselves. */
    public SortedSet<Metric> ownMetrics() {
        SortedSet<Metric> metrics = new TreeSet<>();
        succeeded().forEach(run -> metrics.addAll(run.ownMetrics()));
        return metrics;
    }

    /** Return the tokens that failed runs used together; nothing where those of one are not known. */
    public OptionalLong tokensOfFailedRuns() {
        long tokens = 0;
        for (Run run : runs()) {
            if (run.isAttempt() && run.outcome() == Outcome.FAILED) {
                OptionalDouble used = Metric.TOTAL.of(run);
                if (used.isEmpty()) {
                    return OptionalLong.empty();
                }
                tokens += (long) used.getAsDouble();
            }
        }
        return OptionalLong.of(tokens);
    }

    /** Return the models that succeeded runs asked for, as {@code provider model}, sorted. */
    public List<String> requestedModels() {
        RequestedModels models = new RequestedModels();
        for (Run run : succeeded()) {
            run.billedCalls().forEach(models::add);
        }
        return models.names();
    }

    /** Return the models that providers say answered succeeded runs, sorted. */
    public List<String> responseModels() {
        SortedSet<String> answered = new TreeSet<>();
        for (Run run : succeeded()) {
            for (ModelCall call : run.billedCalls()) {
                call.responseModel().ifPresent(answered::add);
            }
        }
        return List.copyOf(answered);
    }

    /** Return what runs, successful or not, called that has no known cost, a model once, by name. */
    public List<Cost.Unpriced> unpriced() {
        SortedMap<String, Cost.Unpriced> unpriced = new TreeMap<>();
        runs().forEach(run -> run.bill().ifPresent(bill -> unpriced.putAll(bill.unpriced())));
        return List.copyOf(unpriced.values());
    }

    /** Return what the task's annotation demanded in the latest run. */
    public Run.Terms terms() {
        return outline.get().terms();
    }

    /** Return when the runs were looked at, where that is known. */
    public Optional<Looks> looks() {
        return terms().looks();
    }

    /** Return the runs that were made before the first look, whatever they showed; all, where that is not known. */
    public TaskRuns firstLook() {
        return looks().filter(looks -> looks.first() < size())
                .map(looks -> new TaskRuns(task, new HeldRuns(runs().subList(0, looks.first())), jvms))
                .orElse(this);
    }

    /** Return every breach of any run, successful or not. */
    public List<Budget.Breach> breaches() {
        return runs().stream()
                .filter(run -> !run.isBrokenOff())
                .flatMap(run -> run.terms().budget().breachesOf(run).stream())
                .toList();
    }

    /** Whether a limit stopped a run: what the task needs is then not known, and no mean of it is fair. */
    public boolean wereStopped() {
        return runs().stream().anyMatch(run -> run.stopped().isPresent() && !run.isBrokenOff());
    }

    /** The same runs of the same task, wherever they are. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof TaskRuns that
                        && task.equals(that.task)
                        && jvms == that.jvms
                        && runs().equals(that.runs());
    }

    @Override
    public int hashCode() {
        return task.hashCode();
    }
}
