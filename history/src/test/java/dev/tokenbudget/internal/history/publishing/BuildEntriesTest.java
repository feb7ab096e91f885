package dev.tokenbudget.internal.history.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.JudgeCalls;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Policy;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildEntriesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-30T09:00:00.123456Z");
    private static final TaskId REVIEWS = new TaskId("com.acme.ReviewTest", "reviews");
    private static final BuildId BUILD = new BuildId("20261130T090000-ab12cd34", Optional.of("abc1234"));
    private static final PublishedModule SHOP =
            new PublishedModule("com.acme:shop", "", Optional.empty(), Optional.of("main"), Labels.NONE);

    @TempDir
    Path folder;

    @Test
    void a_run_has_the_same_id_wherever_it_is_read() {
        Run run = run(1, call(0, 1000, 50));

        assertThat(entries(SHOP, run).runs().get(0).id())
                .isEqualTo(entries(SHOP, run(2, call(5, 900, 50)), run)
                        .runs()
                        .get(0)
                        .id())
                .isNotEqualTo(
                        entries(SHOP, run(2, call(0, 1000, 50))).runs().get(0).id());
    }

    @Test
    void tasks_of_modules_are_told_apart() {
        PublishedModule agent =
                new PublishedModule("com.acme:shop", "services/agent", Optional.empty(), Optional.empty(), Labels.NONE);

        assertThat(entries(agent, run(1)).runs().get(0).task())
                .isEqualTo("services/agent: com.acme.ReviewTest.reviews");
    }

    @Test
    void shards_of_a_ci_build_are_one_build() {
        PublishedModule shard =
                new PublishedModule("com.acme:shop", "", Optional.of("github-77-1"), Optional.empty(), Labels.NONE);

        assertThat(entries(shard, run(1)).builds()).singleElement().satisfies(build -> {
            assertThat(build.id()).isEqualTo("com.acme:shop/github-77-1");
            assertThat(build.commit()).contains("abc1234");
            assertThat(build.at()).isEqualTo(BEGIN);
        });
    }

    @Test
    void labels_of_calls_go_before_those_of_runs_and_these_before_those_of_builds() {
        PublishedModule labelled = new PublishedModule(
                "com.acme:shop", "", Optional.empty(), Optional.empty(), Labels.parse("team=payments, sprint=42"));
        Run run = Run.builder(REVIEWS, 1, BEGIN)
                .labels(Map.of("team", "checkout", "feature", "review"))
                .calls(List.of(call(0, 1000, 50).toBuilder()
                        .label("feature", "summary")
                        .build()))
                .build();

        RunEntry entry = entries(labelled, run).runs().get(0);

        assertThat(entry.labels().values()).isEqualTo(Map.of("team", "checkout", "feature", "review", "sprint", "42"));
        assertThat(entry.calls().get(0).labels().or(entry.labels()).value("feature"))
                .isEqualTo("summary");
    }

    @Test
    void refused_attempts_are_retries_of_the_call_that_follows() {
        List<CallEntry> calls = calls(run(1, refused(0), refused(1), call(2, 1000, 50), call(3, 1000, 50)));

        assertThat(calls).extracting(CallEntry::retries).containsExactly(2, 0);
        assertThat(calls).extracting(CallEntry::sequence).containsExactly(1, 2);
    }

    @Test
    void calls_of_judges_are_no_tokens_of_their_run() {
        Run graded = run(1, call(0, 1000, 50)).toBuilder()
                .judge(new JudgeCalls(
                        List.of(call(1, 500, 5).as(Role.JUDGE)),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .build();

        assertThat(calls(graded)).extracting(CallEntry::role).containsExactly(Role.AGENT, Role.JUDGE);
    }

    @Test
    void a_call_costs_what_the_list_says() {
        assertThat(calls(run(1, call(0, 1_000_000, 0))).get(0).costUsd())
                .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("1.25"));
    }

    @Test
    void what_is_a_lower_bound_is_no_sum() {
        ModelCall cut =
                call(0, 1000, 50).toBuilder().status(UsageStatus.PARTIAL).build();

        assertThat(calls(run(1, cut)).get(0).usage().total()).isEmpty();
    }

    @Test
    void a_call_that_had_not_ended_leaves_the_sum_unknown() {
        Run open = run(1, call(0, 1000, 50)).toBuilder().unfinishedCalls(1).build();

        assertThat(calls(open))
                .extracting(call -> call.usage().total())
                .containsExactly(OptionalLong.of(1050), OptionalLong.empty());
    }

    @Test
    void replayed_runs_are_left_out() {
        Run replayed = run(2, call(0, 1000, 50)).toBuilder()
                .replayed(new ReplayedRun(1, false, List.of()))
                .build();

        BuildEntries build =
                build(SHOP, measurement(List.of(run(1), replayed), List.of()), new Baseline(new TreeMap<>()));

        assertThat(build.replayed()).isEqualTo(1);
        assertThat(build.entries().orElseThrow().runs()).hasSize(1);
    }

    @Test
    void a_build_that_replayed_all_of_its_runs_is_no_entry() {
        Run replayed = run(1, call(0, 1000, 50)).toBuilder()
                .replayed(new ReplayedRun(1, false, List.of()))
                .build();

        assertThat(build(SHOP, measurement(List.of(replayed), List.of()), new Baseline(new TreeMap<>())))
                .isEqualTo(new BuildEntries(Optional.empty(), 1));
    }

    @Test
    void calls_of_no_run_cost_what_they_cost_but_are_no_sample() {
        LooseCall loose = LooseCall.outside(call(0, 1_000_000, 0));

        Entries entries = build(SHOP, measurement(List.of(run(1)), List.of(loose)), new Baseline(new TreeMap<>()))
                .entries()
                .orElseThrow();

        assertThat(entries.runs())
                .filteredOn(run -> run.task().equals("(calls of no run)"))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.outcome()).isEmpty();
                    assertThat(run.labels().value("no run because")).isEqualTo("OUTSIDE");
                    assertThat(run.calls().get(0).costUsd())
                            .hasValueSatisfying(usd -> assertThat(usd).isEqualByComparingTo("1.25"));
                });
    }

    @Test
    void verdicts_are_kept_with_their_means() {
        Baseline baseline = accepted("first baseline", call(0, 900, 100));

        Entries entries = build(SHOP, measurement(List.of(run(1, call(0, 1400, 100))), List.of()), baseline)
                .entries()
                .orElseThrow();

        assertThat(entries.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.task()).isEqualTo("com.acme.ReviewTest.reviews");
            assertThat(verdict.baselineMean()).hasValue(1000);
            assertThat(verdict.mean()).hasValue(1500);
            assertThat(verdict.statement()).startsWith("ReviewTest.reviews ").endsWith(".");
        });
    }

    @Test
    void accepted_steps_are_kept_with_what_they_replaced() {
        Baseline first = accepted("first baseline", call(0, 900, 100));
        TaskRuns runs = new TaskRuns(REVIEWS, List.of(run(1, call(0, 1100, 100))));
        Baseline second = first.with(REVIEWS, TaskBaseline.accept(runs, BUILD, "one more tool", first.of(REVIEWS)));

        List<AcceptanceEntry> steps = build(SHOP, measurement(List.of(run(1)), List.of()), second)
                .entries()
                .orElseThrow()
                .acceptances();

        assertThat(steps).extracting(AcceptanceEntry::reason).containsExactly("first baseline", "one more tool");
        assertThat(steps).extracting(AcceptanceEntry::after).last().isEqualTo(OptionalDouble.of(1200));
        assertThat(steps).extracting(AcceptanceEntry::date).containsOnly(LocalDate.of(2026, 11, 30));
    }

    @Test
    void says_what_was_added_and_what_was_there() {
        String url = "jdbc:sqlite:" + folder.resolve("history.db");
        BuildEntries once = build(SHOP, measurement(List.of(run(1)), List.of()), new Baseline(new TreeMap<>()));
        BuildEntries more = build(SHOP, measurement(List.of(run(1), run(2)), List.of()), new Baseline(new TreeMap<>()));

        assertThat(Publisher.publish(url, once)).containsExactly("History: 1 run with 1 call added to " + url + ".");
        assertThat(Publisher.publish(url, more))
                .containsExactly("History: 1 run with 1 call added to " + url + "; 1 was there already.");
        try (History history = History.open(url)) {
            assertThat(history.reader()
                            .usage(
                                    new Period(LocalDate.of(2026, 11, 30), LocalDate.of(2026, 12, 1)),
                                    Set.of(Dimension.TASK)))
                    .singleElement()
                    .satisfies(usage -> assertThat(usage.sum().tokens()).isEqualTo(2100));
        }
    }

    private static List<CallEntry> calls(Run run) {
        return entries(SHOP, run).runs().get(0).calls();
    }

    private static Entries entries(PublishedModule module, Run... runs) {
        return build(module, measurement(List.of(runs), List.of()), new Baseline(new TreeMap<>()))
                .entries()
                .map(entries -> new Entries(
                        entries.builds(),
                        entries.runs().stream()
                                .sorted(Comparator.comparing(RunEntry::started))
                                .toList(),
                        entries.verdicts(),
                        entries.acceptances(),
                        entries.reported()))
                .orElseThrow();
    }

    private static BuildEntries build(PublishedModule module, Measurement measurement, Baseline baseline) {
        Comparison comparison = Comparison.of(measurement, baseline, Policy.of(Settings.of(), Optional.empty()));
        return BuildEntries.of(module, measurement, comparison, baseline);
    }

    private static Measurement measurement(List<Run> runs, List<LooseCall> loose) {
        return Measurement.of(BUILD, runs, loose, List.of()).priced(PriceList.bundled());
    }

    private static Baseline accepted(String reason, ModelCall call) {
        TaskRuns runs = new TaskRuns(REVIEWS, List.of(run(1, call)));
        return new Baseline(new TreeMap<>()).with(REVIEWS, TaskBaseline.accept(runs, BUILD, reason, Optional.empty()));
    }

    private static Run run(int number) {
        return run(number, call(0, 1000, 50));
    }

    private static Run run(int number, ModelCall... calls) {
        return Run.builder(REVIEWS, number, BEGIN)
                .duration(Duration.ofSeconds(3))
                .calls(List.of(calls))
                .build();
    }

    private static ModelCall call(int second, long input, long output) {
        return ModelCall.builder("openai", "gpt-5")
                .started(BEGIN.plusSeconds(second))
                .latency(Duration.ofMillis(900))
                .usage(TokenUsage.of(input, output))
                .build();
    }

    private static ModelCall refused(int second) {
        return ModelCall.builder("openai", "gpt-5")
                .started(BEGIN.plusSeconds(second))
                .status(UsageStatus.NOT_BILLED)
                .build();
    }
}
