package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.report.RunPair;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The calls of one run of a task as a waterfall: of the run that shows why the task moved, or else of its median run.
 *
 * @param title which run that is
 * @param run the run's number
 * @param tokens what the run used
 * @param model what all calls requested, where it is one and each call names its agent; else rows say it
 * @param rows its calls, in the order in which they were sent
 * @param more how many further calls are not shown, in words; empty where all are
 * @param beside how a run of the baseline compares, where the task moved
 */
record CallTable(
        String title,
        int run,
        String tokens,
        Optional<String> model,
        List<CallRow> rows,
        String more,
        Optional<String> beside) {

    /** Return the calls of the run to look at, the first {@code most} of them; nothing where no run's tokens are known. */
    static Optional<CallTable> of(JudgedTask task, int most) {
        return RunPair.of(task, Metric.TOTAL).map(pair -> of(pair, most));
    }

    private static CallTable of(RunPair pair, int most) {
        Run run = pair.measured();
        List<ModelCall> calls = run.calls();
        Optional<Scale> time = time(calls);
        Scale tokens = tokens(calls);
        Optional<String> model = onlyModel(calls);
        return new CallTable(
                pair.cause()
                        .map(cause -> "Calls of a run that shows the cause: "
                                + cause.kind().label())
                        .orElse("Calls of the median run"),
                run.number(),
                Figures.count(Metric.TOTAL.of(run).orElse(0)),
                model,
                IntStream.range(0, Math.min(calls.size(), most))
                        .mapToObj(i -> CallRow.of(
                                i + 1, calls.get(i), model.isPresent() ? "" : modelOf(calls.get(i)), time, tokens))
                        .toList(),
                calls.size() <= most
                        ? ""
                        : Figures.count(calls.size() - most, "more call", "more calls") + " of this run",
                pair.cause().isPresent() ? pair.accepted().map(accepted -> beside(accepted, run)) : Optional.empty());
    }

    /** Return how an accepted run compares, such as "run 2 of the baseline made 3 calls, this one 5; …". */
    private static String beside(RunPair.AcceptedRun accepted, Run run) {
        String figures = Stream.of(Metric.CALLS, Metric.TOOL_CALLS, Metric.INPUT, Metric.OUTPUT)
                .filter(metric ->
                        accepted.of(metric).isPresent() && metric.of(run).isPresent())
                .map(metric ->
                        metric.unit() + " " + metric.figure(accepted.of(metric).getAsDouble()) + " → "
                                + metric.figure(metric.of(run).getAsDouble()))
                .collect(Collectors.joining(", "));
        return "Run " + accepted.number() + " of the baseline → this one: " + figures + ".";
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
