package dev.tokenbudget.html;

import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.Run;
import dev.tokenbudget.run.TaskRuns;
import dev.tokenbudget.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The calls of a task's median run as a waterfall.
 *
 * @param run the run's number
 * @param tokens what the run used
 * @param model what all calls asked for, where it is one and each call names its agent; else rows say it
 * @param rows its calls, in the order in which they were sent
 * @param more how many further calls are not shown, in words; empty where all are
 */
record CallTable(int run, String tokens, Optional<String> model, List<CallRow> rows, String more) {

    /** Return the calls of the run in the middle, the first {@code most} of them; nothing where no run's tokens are known. */
    static Optional<CallTable> of(TaskRuns task, int most) {
        return medianRun(task).filter(run -> !run.calls().isEmpty()).map(run -> of(run, most));
    }

    private static Optional<Run> medianRun(TaskRuns task) {
        List<Sample> samples = new ArrayList<>();
        for (Run run : task.succeeded()) {
            Metric.TOTAL.of(run).ifPresent(tokens -> samples.add(new Sample(run, tokens)));
        }
        samples.sort(Comparator.comparingDouble(Sample::tokens));
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(samples.get((samples.size() - 1) / 2).run());
    }

    private record Sample(Run run, double tokens) {}

    private static CallTable of(Run run, int most) {
        List<ModelCall> calls = run.calls();
        Optional<Scale> time = time(calls);
        Scale tokens = tokens(calls);
        Optional<String> model = onlyModel(calls);
        return new CallTable(
                run.number(),
                Figures.count(Metric.TOTAL.of(run).orElse(0)),
                model,
                IntStream.range(0, Math.min(calls.size(), most))
                        .mapToObj(i -> CallRow.of(
                                i + 1, calls.get(i), model.isPresent() ? "" : modelOf(calls.get(i)), time, tokens))
                        .toList(),
                calls.size() <= most
                        ? ""
                        : Figures.count(calls.size() - most, "more call", "more calls") + " of this run");
    }

    private static Optional<String> onlyModel(List<ModelCall> calls) {
        List<String> models = calls.stream().map(CallTable::modelOf).distinct().toList();
        return models.size() == 1
                        && calls.stream().allMatch(call -> call.agent().isPresent())
                ? Optional.of(models.get(0))
                : Optional.empty();
    }

    private static String modelOf(ModelCall call) {
        return call.provider() + " " + call.requestedModel();
    }

    /** Return the run's time in milliseconds since its first call, or nothing where its calls took none. */
    private static Optional<Scale> time(List<ModelCall> calls) {
        long begin = calls.stream()
                .map(ModelCall::started)
                .mapToLong(Instant::toEpochMilli)
                .min()
                .orElse(0);
        long end = calls.stream()
                .mapToLong(call -> call.started().plus(call.latency()).toEpochMilli())
                .max()
                .orElse(0);
        return end > begin ? Optional.of(new Scale(begin, end)) : Optional.empty();
    }

    private static Scale tokens(List<ModelCall> calls) {
        return new Scale(
                0,
                Math.max(
                        calls.stream()
                                .mapToDouble(call -> call.usage().total().orElse(0))
                                .max()
                                .orElse(0),
                        1));
    }
}
