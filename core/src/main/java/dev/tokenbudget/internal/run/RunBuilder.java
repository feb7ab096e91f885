package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what is known of a run. */
public final class RunBuilder {
    private TaskId task;
    private final int number;
    private Instant started;
    private Duration duration = Duration.ZERO;
    private Outcome outcome = Outcome.SUCCEEDED;
    private List<ModelCall> calls = List.of();
    private int unfinishedCalls;
    private Run.Terms terms = Run.Terms.NONE;
    private Map<String, String> labels = Map.of();
    private Map<String, Double> own = Map.of();
    private Optional<Stop> stopped = Optional.empty();
    private Optional<ReplayedRun> replayed = Optional.empty();
    private Optional<TaskVariant> variant = Optional.empty();
    private Optional<Bill> bill = Optional.empty();
    private Optional<PriceList> prices = Optional.empty();
    private JudgeCalls judge = JudgeCalls.NONE;

    RunBuilder(TaskId task, int number, Instant started) {
        this.task = task;
        this.number = number;
        this.started = started;
    }

    public RunBuilder task(TaskId task) {
        this.task = task;
        return this;
    }

    public RunBuilder started(Instant started) {
        this.started = started;
        return this;
    }

    public RunBuilder duration(Duration duration) {
        this.duration = duration;
        return this;
    }

    public RunBuilder outcome(Outcome outcome) {
        this.outcome = outcome;
        return this;
    }

    public RunBuilder calls(List<ModelCall> calls) {
        this.calls = calls;
        return this;
    }

    public RunBuilder unfinishedCalls(int number) {
        this.unfinishedCalls = number;
        return this;
    }

    public RunBuilder terms(Run.Terms terms) {
        this.terms = terms;
        return this;
    }

    public RunBuilder labels(Map<String, String> labels) {
        this.labels = labels;
        return this;
    }

    public RunBuilder own(Map<String, Double> own) {
        this.own = own;
        return this;
    }

    public RunBuilder stopped(Stop stop) {
        this.stopped = Optional.of(stop);
        return this;
    }

    public RunBuilder replayed(ReplayedRun replayed) {
        this.replayed = Optional.of(replayed);
        return this;
    }

    public RunBuilder variant(TaskVariant variant) {
        this.variant = Optional.of(variant);
        return this;
    }

    public RunBuilder bill(Bill bill) {
        this.bill = Optional.of(bill);
        return this;
    }

    public RunBuilder judge(JudgeCalls judge) {
        this.judge = judge;
        return this;
    }

    public RunBuilder prices(PriceList prices) {
        this.prices = Optional.of(prices);
        return this;
    }

    public Run build() {
        return new Run(
                task,
                number,
                started,
                duration,
                outcome,
                calls,
                unfinishedCalls,
                terms,
                labels,
                own,
                stopped,
                replayed,
                variant,
                bill,
                prices,
                judge);
    }
}
