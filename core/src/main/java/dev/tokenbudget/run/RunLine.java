package dev.tokenbudget.run;

import static dev.tokenbudget.json.JsonLine.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.json.JsonLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a run, one line of a run log; an absent field is an unknown value. */
record RunLine(
        @JsonProperty(required = true) String testClass,
        @JsonProperty(required = true) String task,
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) String started,
        @JsonProperty(required = true) long durationMs,
        @JsonProperty(required = true) Outcome outcome,
        int unfinishedCalls,
        @Nullable Map<String, BigDecimal> budget,
        @Nullable String tolerance,
        @Nullable Double minPassRate,
        @Nullable String outputRatio,
        @Nullable Map<String, String> labels,
        @Nullable StopLine stopped,
        @JsonProperty(required = true) List<CallLine> calls) {

    static RunLine of(Run run) {
        Map<String, BigDecimal> budget = new TreeMap<>();
        run.terms().budget().limits().forEach((metric, limit) -> budget.put(metric.key(), limit));
        return new RunLine(
                run.task().testClass(),
                run.task().name(),
                run.number(),
                run.started().toString(),
                run.duration().toMillis(),
                run.outcome(),
                run.unfinishedCalls(),
                budget,
                run.terms().tolerance().map(Tolerance::toString).orElse(null),
                run.terms().minPassRate(),
                run.terms().outputRatio().map(OutputRatio::toString).orElse(null),
                run.labels(),
                run.stopped().map(StopLine::of).orElse(null),
                run.calls().stream().map(CallLine::of).toList());
    }

    static RunLine read(JsonLine line) throws IOException {
        String testClass = null;
        String task = null;
        Integer number = null;
        String started = null;
        Long durationMs = null;
        Outcome outcome = null;
        int unfinishedCalls = 0;
        Map<String, BigDecimal> budget = null;
        String tolerance = null;
        Double minPassRate = null;
        String outputRatio = null;
        Map<String, String> labels = null;
        StopLine stopped = null;
        List<CallLine> calls = null;
        line.beginObject();
        for (String field = line.nextField(); field != null; field = line.nextField()) {
            switch (field) {
                case "testClass" -> testClass = line.repeatedText();
                case "task" -> task = line.repeatedText();
                case "number" -> number = line.wholeInt();
                case "started" -> started = line.text();
                case "durationMs" -> durationMs = line.wholeLong();
                case "outcome" -> outcome = line.constant(Outcome.class);
                case "unfinishedCalls" -> unfinishedCalls = line.wholeInt();
                case "budget" -> budget = line.mapOrNull(JsonLine::decimal);
                case "tolerance" -> tolerance = line.repeatedTextOrNull();
                case "minPassRate" ->
                    minPassRate = line.isNull() ? null : line.decimal().doubleValue();
                case "outputRatio" -> outputRatio = line.repeatedTextOrNull();
                case "labels" -> labels = line.mapOrNull(JsonLine::repeatedText);
                case "stopped" -> stopped = line.isNull() ? null : StopLine.read(line);
                case "calls" -> calls = line.list(CallLine::read);
                default -> throw JsonLine.unknown(field);
            }
        }
        return new RunLine(
                required(testClass, "testClass"),
                required(task, "task"),
                required(number, "number"),
                required(started, "started"),
                required(durationMs, "durationMs"),
                required(outcome, "outcome"),
                unfinishedCalls,
                budget,
                tolerance,
                minPassRate,
                outputRatio,
                labels,
                stopped,
                required(calls, "calls"));
    }

    Run toRun() {
        Map<Metric, BigDecimal> limits = new EnumMap<>(Metric.class);
        if (budget != null) {
            budget.forEach((metric, limit) -> limits.put(Metric.named(metric), limit));
        }
        return new Run(
                new TaskId(testClass, task),
                number,
                Moment.parse(started),
                Duration.ofMillis(durationMs),
                outcome,
                calls.stream().map(CallLine::toCall).toList(),
                unfinishedCalls,
                new Run.Terms(
                        new Budget(limits),
                        Optional.ofNullable(tolerance).map(Tolerance::parse),
                        minPassRate == null ? 1.0 : minPassRate,
                        Optional.ofNullable(outputRatio).map(OutputRatio::parse)),
                labels == null ? Map.of() : labels,
                Optional.ofNullable(stopped).map(line -> line.toStop(number)));
    }

    record StopLine(
            @JsonProperty(required = true) Stop.Scope scope,
            @JsonProperty(required = true) String metric,
            @JsonProperty(required = true) BigDecimal used,
            @JsonProperty(required = true) BigDecimal allowed) {

        static StopLine of(Stop stop) {
            return new StopLine(stop.scope(), stop.metric().key(), stop.used(), stop.allowed());
        }

        static StopLine read(JsonLine line) throws IOException {
            Stop.Scope scope = null;
            String metric = null;
            BigDecimal used = null;
            BigDecimal allowed = null;
            line.beginObject();
            for (String field = line.nextField(); field != null; field = line.nextField()) {
                switch (field) {
                    case "scope" -> scope = line.constant(Stop.Scope.class);
                    case "metric" -> metric = line.text();
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

        Stop toStop(int run) {
            return new Stop(scope, Metric.named(metric), run, used, allowed);
        }
    }
}
