package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a task, or the value of a label, used in the latest weeks.
 *
 * @param name the name
 * @param sum its calls
 * @param group its runs
 * @param spark its latest week
 */
record FigureRow(String name, UsageSum sum, RunGroup group, Spark spark) {

    static final Comparator<FigureRow> MOST_FIRST = Comparator.<FigureRow>comparingDouble(
                    row -> row.cost().usd())
            .thenComparing(row -> row.sum().tokens())
            .reversed()
            .thenComparing(FigureRow::name);

    private static final RunGroup NO_RUNS = new RunGroup();

    /** Return a row for each name of {@code more}, and each that was used. */
    static List<FigureRow> of(Contents contents, Dimension dimension, RecentRuns.By by, SortedSet<String> more) {
        Map<String, UsageSum> sums = contents.sums(contents.spans().recent(), dimension);
        SortedMap<String, RunGroup> groups = contents.runs().by(by);
        Sparks sparks = Sparks.of(contents, dimension);
        SortedSet<String> names = new TreeSet<>(more);
        names.addAll(sums.keySet());
        names.addAll(groups.keySet());
        List<FigureRow> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(new FigureRow(
                    name, sums.getOrDefault(name, UsageSum.NONE), groups.getOrDefault(name, NO_RUNS), sparks.of(name)));
        }
        rows.sort(MOST_FIRST);
        return rows;
    }

    Cost cost() {
        return new Cost(sum);
    }

    /** Whether anything was used. */
    boolean isUsed() {
        return sum.calls() > 0 || group.runs() > 0;
    }

    String runs() {
        return isUsed() ? Figures.count(group.runs()) : "none";
    }

    String mean() {
        return isUsed() ? group.meanTokens() : "–";
    }

    String p95() {
        return isUsed() ? group.p95OfTokens() : "–";
    }

    String usd() {
        return isUsed() ? cost().inWords() : "–";
    }

    /** Return the numbers by which a script sorts; empty where there is none. */
    Sorting sorting() {
        return new Sorting(
                group.runs(),
                group.tokens().map(tokens -> "" + Math.round(tokens.mean())).orElse(""),
                group.tokens()
                        .map(tokens -> "" + Math.round(tokens.at(Percentile.P95)))
                        .orElse(""),
                cost().isKnown() && isUsed() ? sum.costUsd().toPlainString() : "");
    }

    /** Numbers as a script reads them. */
    record Sorting(long runs, String mean, String p95, String cost) {}
}
