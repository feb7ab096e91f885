package dev.tokenbudget.internal.run;

import static dev.tokenbudget.internal.json.JsonLine.required;

import dev.tokenbudget.internal.json.JsonLine;
import dev.tokenbudget.internal.json.JsonLineWriter;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON form of a run, one line of a run log; an absent field is an unknown value, or the usual one. */
final class RunLine {

    private RunLine() {}

    static void write(JsonLineWriter line, Run run) {
        Run.Terms terms = run.terms();
        line.text("testClass", run.task().testClass());
        line.text("task", run.task().name());
        line.number("number", run.number());
        line.text("started", run.started().toString());
        line.number("durationMs", run.duration().toMillis());
        line.text("outcome", run.outcome().name());
        if (run.unfinishedCalls() != 0) {
            line.number("unfinishedCalls", run.unfinishedCalls());
        }
        if (!terms.budget().limits().isEmpty()) {
            line.object(
                    "budget",
                    budget -> terms.budget().limits().forEach((metric, limit) -> budget.number(metric.key(), limit)));
        }
        line.text("tolerance", terms.tolerance().map(Tolerance::toString));
        if (terms.minPassRate() != 1) {
            line.number("minPassRate", terms.minPassRate());
        }
        line.text("outputRatio", terms.outputRatio().map(OutputRatio::toString));
        if (!run.labels().isEmpty()) {
            line.texts("labels", run.labels());
        }
        run.stopped().ifPresent(stop -> line.object("stopped", stopped -> write(stopped, stop)));
        line.list("calls", run.calls(), new CallLines()::writeNext);
    }

    static Run read(JsonLine line) throws IOException {
        String testClass = null;
        String task = null;
        Integer number = null;
        Instant started = null;
        Long durationMs = null;
        Outcome outcome = null;
        int unfinishedCalls = 0;
        Budget budget = Budget.NONE;
        Optional<Tolerance> tolerance = Optional.empty();
        double minPassRate = 1;
        Optional<OutputRatio> outputRatio = Optional.empty();
        Map<String, String> labels = Map.of();
        Optional<StopLine> stopped = Optional.empty();
        List<ModelCall> calls = null;
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "testClass" -> testClass = line.repeatedText();
                case "task" -> task = line.repeatedText();
                case "number" -> number = line.wholeInt();
                case "started" -> started = Moment.parse(line.text());
                case "durationMs" -> durationMs = line.wholeLong();
                case "outcome" -> outcome = line.constant(Outcome.class);
                case "unfinishedCalls" -> unfinishedCalls = line.wholeInt();
                case "budget" -> budget = readBudget(line);
                case "tolerance" -> tolerance = Optional.of(Tolerance.parse(line.text()));
                case "minPassRate" -> minPassRate = line.decimal().doubleValue();
                case "outputRatio" -> outputRatio = Optional.of(OutputRatio.parse(line.text()));
                case "labels" -> labels = line.map(JsonLine::repeatedText);
                case "stopped" -> stopped = Optional.of(StopLine.read(line));
                case "calls" -> calls = line.list(new CallLines()::readNext);
                default -> throw JsonLine.unknown(field);
            }
        }
        int run = required(number, "number");
        Run.Builder builder = Run.builder(
                        new TaskId(required(testClass, "testClass"), required(task, "task")),
                        run,
                        required(started, "started"))
                .duration(Duration.ofMillis(required(durationMs, "durationMs")))
                .outcome(required(outcome, "outcome"))
                .calls(required(calls, "calls"))
                .unfinishedCalls(unfinishedCalls)
                .terms(new Run.Terms(budget, tolerance, minPassRate, outputRatio))
                .labels(labels);
        stopped.ifPresent(stop -> builder.stopped(stop.ofRun(run)));
        return builder.build();
    }

    private static Budget readBudget(JsonLine line) throws IOException {
        Map<Metric, BigDecimal> limits = new EnumMap<>(Metric.class);
        line.map(JsonLine::decimal).forEach((metric, limit) -> limits.put(Metric.named(metric), limit));
        return new Budget(limits);
    }

    private static void write(JsonLineWriter line, Stop stop) {
        line.text("scope", stop.scope().name());
        line.text("metric", stop.metric().key());
        line.number("used", stop.used());
        line.number("allowed", stop.allowed());
    }

    /** A stop before it is known of which run. */
    private record StopLine(Stop.Scope scope, Metric metric, BigDecimal used, BigDecimal allowed) {

        static StopLine read(JsonLine line) throws IOException {
            Stop.Scope scope = null;
            Metric metric = null;
            BigDecimal used = null;
            BigDecimal allowed = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "scope" -> scope = line.constant(Stop.Scope.class);
                    case "metric" -> metric = Metric.named(line.text());
                    case "used" -> used = line.decimal();
                    case "allowed" -> allowed = line.decimal();
                    default -> throw JsonLine.unknown(field);
                }
            }
            return new StopLine(
                    required(scope, "scope"),
                    required(metric, "metric"),
                    required(used, "used"),
                    required(allowed, "allowed"));
        }

        Stop ofRun(int number) {
            return new Stop(scope, metric, number, used, allowed);
        }
    }
}
