package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.UsageBasis;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the figures of a task are known whose runs were answered from a recording.
 *
 * @param origin where the recorded runs come from; absent where the task has no recording
 * @param basis how the input of its runs is known, by the least certain of their calls
 * @param errors how far the figure of each sample may be off, up or down, by metric and in its unit; figures that are certain
 *     are left out
 * @param departures where runs asked for something that only a live run knows, in order
 * @param owner whose the figures before are: the recording's, or the baseline's where that was accepted from a replay of it
 * @param atLeast from what the recorded runs used to what those that replay them are known to have used, which is less than
 *     they did; absent where no run asked for anything that is not known
 */
public record Replay(
        Optional<RecordingOrigin> origin,
        UsageBasis basis,
        Map<Metric, List<Double>> errors,
        List<Departed> departures,
        String owner,
        Optional<Movement> atLeast) {

    /** What a recording knows of every call that it answers: the model's part. */
    private static final Set<Metric> ANSWERS = Set.of(Metric.OUTPUT, Metric.REASONING, Metric.TOOL_CALLS);

    public Replay {
        Map<Metric, List<Double>> sorted = new TreeMap<>();
        sorted.putAll(errors);
        errors = Map.copyOf(sorted);
        departures = List.copyOf(departures);
    }

    /** Return how far the mean of {@code metric} may be off: errors of estimates go the same way. */
    public double error(Metric metric) {
        return errorsOf(metric).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** Return how far the figure of a single run may be off. */
    double largestError(Metric metric) {
        return errorsOf(metric).stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Return a movement away from what the task is compared with. */
    Movement movement(Metric metric, Statistic statistic, double before, double after) {
        return new Movement(metric, statistic, before, after, owner);
    }

    private List<Double> errorsOf(Metric metric) {
        return errors.getOrDefault(metric, List.of());
    }

    /** Return how a figure of {@code metric} is known; nothing where it is counted as in any run, as calls are. */
    public Optional<UsageBasis> basis(Metric metric) {
        if (!metric.isMadeOfTokens()) {
            return Optional.empty();
        }
        if (!departures.isEmpty()) {
            return Optional.of(UsageBasis.NEEDS_LIVE);
        }
        return Optional.of(ANSWERS.contains(metric) ? UsageBasis.RECORDED : basis);
    }

    /** Return how a figure of {@code metric} is known, in words, such as "estimated ±20"; empty where that needs no word. */
    public String label(Metric metric) {
        double error = error(metric);
        return basis(metric)
                .map(known -> inWords(known) + (error > 0 ? " ±" + metric.figure(error) : ""))
                .orElse("");
    }

    /** Return how the input is known, and how much of {@code mean} its error is, such as "estimated ±1.7 %". */
    public String label(Metric metric, double mean) {
        double error = error(metric);
        return basis(metric)
                .map(known -> inWords(known) + (error > 0 && mean > 0 ? " " + share(error / mean) : ""))
                .orElse("");
    }

    static String share(double error) {
        return "±" + Figures.percent(error).substring(1);
    }

    /** Return when the recorded runs were made, such as "replayed; live on 2026-11-20". */
    public String inWords() {
        return "replayed" + origin.map(known -> "; " + known.inWords()).orElse("");
    }

    private static String inWords(UsageBasis basis) {
        return basis.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
