package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.run.Budget;
import dev.tokenbudget.internal.run.JudgeCalls;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunBuilder;
import dev.tokenbudget.internal.run.Stop;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskVariant;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.usage.ModelCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a run with all of its calls; what is absent was not demanded, or there is none of it. */
record RunJson(
        @JsonProperty(required = true) String testClass,
        @JsonProperty(required = true) String task,
        int number,
        @JsonProperty(required = true) String started,
        long durationMs,
        @JsonProperty(required = true) Outcome outcome,
        int unfinishedCalls,
        @Nullable Map<String, BigDecimal> budget,
        @Nullable String tolerance,
        double minPassRate,
        @Nullable String outputRatio,
        @Nullable Looks looks,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, Double> own,
        @Nullable StopJson stopped,
        @Nullable ReplayedRun replayed,
        @Nullable TaskVariant variant,
        @Nullable List<PromptItemJson> items,
        @JsonProperty(required = true) List<CallJson> calls,
        @Nullable JudgeJson judge) {

    static RunJson of(Run run) {
        Run.Terms terms = run.terms();
        PromptItems items = new PromptItems();
        List<CallJson> calls =
                run.calls().stream().map(call -> CallJson.of(call, items)).toList();
        return new RunJson(
                run.task().testClass(),
                run.task().name(),
                run.number(),
                run.started().toString(),
                run.duration().toMillis(),
                run.outcome(),
                run.unfinishedCalls(),
                budget(terms.budget()),
                terms.tolerance().map(Tolerance::toString).orElse(null),
                terms.minPassRate(),
                terms.outputRatio().map(OutputRatio::toString).orElse(null),
                terms.looks().orElse(null),
                run.labels().isEmpty() ? null : run.labels(),
                run.own().isEmpty() ? null : run.own(),
                run.stopped().map(StopJson::of).orElse(null),
                run.replayed().orElse(null),
                run.variant().orElse(null),
                items.known().isEmpty()
                        ? null
                        : items.known().stream().map(PromptItemJson::of).toList(),
                calls,
                JudgeJson.of(run.judge()));
    }

    Run toRun() {
        PromptItems known = new PromptItems(
                items == null
                        ? List.of()
                        : items.stream().map(PromptItemJson::toItem).toList());
        RunBuilder run = Run.builder(new TaskId(testClass, task), number, LoggedTime.parse(started))
                .duration(Duration.ofMillis(durationMs))
                .outcome(outcome)
                .unfinishedCalls(unfinishedCalls)
                .terms(new Run.Terms(
                        toBudget(),
                        Optional.ofNullable(tolerance).map(Tolerance::parse),
                        minPassRate,
                        Optional.ofNullable(outputRatio).map(OutputRatio::parse),
                        Optional.ofNullable(looks)))
                .labels(labels == null ? Map.of() : labels)
                .own(toOwn())
                .calls(calls.stream().map(call -> call.toCall(known)).toList());
        if (stopped != null) {
            run.stopped(stopped.toStop(number));
        }
        if (replayed != null) {
            run.replayed(replayed);
        }
        if (judge != null) {
            run.judge(judge.toJudgeCalls(number));
        }
        if (variant != null) {
            run.variant(variant);
        }
        return run.build();
    }

    private static @Nullable Map<String, BigDecimal> budget(Budget budget) {
        Map<String, BigDecimal> limits = new LinkedHashMap<>();
        budget.limits().forEach((metric, limit) -> limits.put(metric.key(), limit));
        return limits.isEmpty() ? null : limits;
    }

    private Budget toBudget() {
        Map<Metric, BigDecimal> limits = new TreeMap<>();
        if (budget != null) {
            budget.forEach((metric, limit) -> limits.put(Metric.limited(metric), limit));
        }
        return new Budget(limits);
    }

    private Map<String, Double> toOwn() {
        Map<String, Double> values = new TreeMap<>();
        if (own != null) {
            own.forEach((metric, value) -> values.put(Metric.named(metric).key(), value));
        }
        return values;
    }

    /** What grading the run by a model took. */
    record JudgeJson(
            @Nullable Integer unfinishedCalls,
            @Nullable BigDecimal maxCostUsd,
            @Nullable StopJson stopped,
            @JsonProperty(required = true) List<CallJson> calls) {

        static @Nullable JudgeJson of(JudgeCalls judge) {
            return judge.isEmpty()
                    ? null
                    : new JudgeJson(
                            judge.unfinishedCalls() == 0 ? null : judge.unfinishedCalls(),
                            judge.maxCostUsd().orElse(null),
                            judge.stopped().map(StopJson::of).orElse(null),
                            judge.calls().stream().map(CallJson::of).toList());
        }

        JudgeCalls toJudgeCalls(int run) {
            return new JudgeCalls(
                    calls.stream().map(CallJson::toCall).toList(),
                    unfinishedCalls == null ? 0 : unfinishedCalls,
                    Optional.ofNullable(maxCostUsd),
                    Optional.ofNullable(stopped).map(stop -> stop.toStop(run)),
                    Optional.empty());
        }
    }

    record StopJson(
            @JsonProperty(required = true) Stop.Scope scope,
            ModelCall.@Nullable Role role,
            @JsonProperty(required = true) String metric,
            @JsonProperty(required = true) BigDecimal used,
            @JsonProperty(required = true) BigDecimal allowed,
            @Nullable BigDecimal next) {

        static StopJson of(Stop stop) {
            return new StopJson(
                    stop.scope(),
                    stop.role() == ModelCall.Role.AGENT ? null : stop.role(),
                    stop.metric().key(),
                    stop.used(),
                    stop.allowed(),
                    stop.next().orElse(null));
        }

        Stop toStop(int run) {
            return new Stop(
                    scope,
                    role == null ? ModelCall.Role.AGENT : role,
                    Metric.limited(metric),
                    run,
                    used,
                    allowed,
                    Optional.ofNullable(next));
        }
    }
}
