package dev.tokenbudget.internal.report;

import static dev.tokenbudget.internal.run.RunExample.START;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineExample;
import dev.tokenbudget.internal.composition.ToolLoop;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.JudgeCalls;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskVariant;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds of which reports can tell all that they know: tools that grew, agents by name, judges, waste that is new, targets that are
 * missed, and variants.
 */
public final class EverythingExample {

    private static final int RUNS = 3;

    private EverythingExample() {}

    /** Return a build of {@code tasks} tasks in two variants each. */
    public static Comparison ofTasks(int tasks) {
        ToolLoop before = ToolLoop.ofEightTools();
        before.name = Optional.of("desk");
        ToolLoop after = ToolLoop.ofEightTools();
        after.name = Optional.of("desk");
        after.definitions.replaceAll((tool, tokens) -> tokens + 80);
        after.definitions.put("mcp__archive__export", 300L);
        after.results.put("search", 1_000L);
        ToolLoop cheaper = ToolLoop.ofEightTools();
        cheaper.model = "gpt-4.1-mini";

        List<Run> runs = new ArrayList<>();
        Baseline accepted = BaselineExample.empty();
        for (int i = 0; i < tasks; i++) {
            TaskId task = new TaskId("com.acme.SupportBenchmark" + i / 10, "answersTheCustomerNumber" + i);
            TaskId other = new TaskId(task.testClass(), task.name() + "[cheaper]");
            runs.addAll(runs(task, "in use", after));
            runs.addAll(runs(other, "cheaper", cheaper));
            accepted = accepted.with(
                    task,
                    BaselineExample.accepted(task, runs(task, "in use", before)).wasting(Optional.of(List.of())));
        }
        return Comparison.of(
                RunExample.measurement(runs).priced(PriceList.bundled()),
                accepted,
                Judged.configured(Map.of(
                        "tokenbudget.mode", "exact",
                        "tokenbudget.runsPerMonth", "10000",
                        "tokenbudget.failOnNewWaste", "true",
                        "tokenbudget.rule.1.metric", "cacheHitRate",
                        "tokenbudget.rule.1.minimum", "0.6",
                        "tokenbudget.rule.2.metric", "calls",
                        "tokenbudget.rule.2.maximum", "10")));
    }

    private static List<Run> runs(TaskId task, String variant, ToolLoop agent) {
        return agent.runs(RUNS).runs().stream()
                .map(run -> run.toBuilder()
                        .task(task)
                        .variant(new TaskVariant(task.name().replaceFirst("\\[.*", ""), variant))
                        .judge(judge())
                        .build()
                        .priced(PriceList.bundled()))
                .toList();
    }

    private static JudgeCalls judge() {
        ModelCall grades = ModelCall.builder("openai", "gpt-4.1")
                .usage(TokenUsage.of(2_000, 50))
                .started(START)
                .build();
        return new JudgeCalls(List.of(grades, grades), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
