package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.RunSummary;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Runs that have something in common, added up. */
final class RunGroup {

    private final DoubleStream.Builder tokens = DoubleStream.builder();
    private final DoubleStream.Builder costs = DoubleStream.builder();
    private long runs;
    private long ended;
    private long succeeded;
    private Optional<SampleSummary> ofTokens = Optional.empty();
    private Optional<SampleSummary> ofCosts = Optional.empty();

    void add(RunSummary run) {
        runs++;
        run.tokens().ifPresent(tokens::add);
        run.costUsd().ifPresent(usd -> costs.add(usd.doubleValue()));
        run.outcome().ifPresent(outcome -> {
            ended++;
            succeeded += outcome.equals(Outcome.SUCCEEDED.name()) ? 1 : 0;
        });
    }

    /** Sum up, when all runs were added. */
    void close() {
        ofTokens = summary(tokens);
        ofCosts = summary(costs);
    }

    private static Optional<SampleSummary> summary(DoubleStream.Builder values) {
        double[] all = values.build().toArray();
        return all.length == 0 ? Optional.empty() : Optional.of(SampleSummary.of(all));
    }

    long runs() {
        return runs;
    }

    /** Return the tokens of a run, of those whose tokens are known. */
    Optional<SampleSummary> tokens() {
        return ofTokens;
    }

    /** Return the US dollars of a run, of those whose cost is known. */
    Optional<SampleSummary> costs() {
        return ofCosts;
    }

    /** Return the share of the runs that succeeded, 0 to 1; nothing where no source tells how they ended. */
    OptionalDouble successRate() {
        return ended == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) succeeded / ended);
    }

    String meanTokens() {
        return ofTokens.map(SampleSummary::mean)
                .map(Math::rint)
                .map(Figures::count)
                .orElse("not known");
    }

    String p95OfTokens() {
        return ofTokens.map(summary -> mark(summary) + Figures.count(Math.rint(summary.at(Percentile.P95))))
                .orElse("not known");
    }

    String p95OfCosts() {
        return ofCosts.map(summary -> mark(summary) + Figures.usd(summary.at(Percentile.P95)))
                .orElse("not known");
    }

    private static String mark(SampleSummary summary) {
        return summary.isEstimable(Percentile.P95) ? "" : "~";
    }
}
