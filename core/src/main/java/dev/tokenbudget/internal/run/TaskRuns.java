package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All runs of one task in a measurement, in the order in which they began.
 *
 * @param task what was executed
 * @param runs at least one
 * @param jvms how many test JVMs of a build made them, as far as they were made at one go
 */
public record TaskRuns(TaskId task, List<Run> runs, int jvms) {

    /** Runs of one test JVM. */
    public TaskRuns(TaskId task, List<Run> runs) {
        this(task, runs, 1);
    }

    public TaskRuns {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A measured task has at least one run, but " + task + " has none.");
        }
    }

    /** Return these runs with what their calls cost by {@code prices}. */
    public TaskRuns priced(PriceList prices) {
        return new TaskRuns(task, runs.stream().map(run -> run.priced(prices)).toList(), jvms);
    }

    /** Return the runs that are samples. */
    public List<Run> succeeded() {
        return runs.stream().filter(Run::isSample).toList();
    }

    /** Return the runs that were answered from a recording. */
    public List<Run> replayed() {
        return runs.stream().filter(run -> run.replayed().isPresent()).toList();
    }

    /** Whether all runs were answered from a recording. */
    public boolean areReplayed() {
        return replayed().size() == runs.size();
    }

    /** Return {@code metric} of every sample in which it is known, in run order. */
    public double[] samples(Metric metric) {
        double[] samples = new double[runs.size()];
        int known = 0;
        for (Run run : runs) {
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
        for (Run run : runs) {
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
        runs.forEach(run -> run.bill().ifPresent(bill -> unpriced.putAll(bill.unpriced())));
        return List.copyOf(unpriced.values());
    }

    /** Return what the task's annotation demanded in the latest run. */
    public Run.Terms terms() {
        return runs.get(runs.size() - 1).terms();
    }

    /** Return when the runs were looked at, where that is known. */
    public Optional<Looks> looks() {
        return terms().looks();
    }

    /** Return the runs that were made before the first look, whatever they showed; all, where that is not known. */
    public TaskRuns firstLook() {
        return looks().filter(looks -> looks.first() < runs.size())
                .map(looks -> new TaskRuns(task, runs.subList(0, looks.first()), jvms))
                .orElse(this);
    }

    /** Return every breach of any run, successful or not. */
    public List<Budget.Breach> breaches() {
        return runs.stream()
                .filter(run -> !run.isBrokenOff())
                .flatMap(run -> run.terms().budget().breachesOf(run).stream())
                .toList();
    }

    /** Whether a limit stopped a run: what the task needs is then not known, and no mean of it is fair. */
    public boolean wereStopped() {
        return runs.stream().anyMatch(run -> run.stopped().isPresent() && !run.isBrokenOff());
    }
}
