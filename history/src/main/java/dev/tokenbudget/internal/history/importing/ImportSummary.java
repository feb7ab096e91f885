package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.store.AddedCalls;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import brought.
 *
 * @param files how many files were read
 * @param calls the calls that came in, and those that were known
 * @param reported sums of providers that came in
 * @param reportedKnown sums of providers that were known
 * @param leftOut how many records or files were not understood
 * @param named the first ten of these
 * @param nothingToCount how often what was understood and is no call, by what it is
 * @param notKept how often what was known and not kept, by what it is
 */
public record ImportSummary(
        int files,
        AddedCalls calls,
        int reported,
        int reportedKnown,
        long leftOut,
        List<LeftOut> named,
        Map<String, Long> nothingToCount,
        Map<String, Long> notKept) {

    public ImportSummary {
        named = List.copyOf(named);
        nothingToCount = Collections.unmodifiableMap(new TreeMap<>(nothingToCount));
        notKept = Collections.unmodifiableMap(new TreeMap<>(notKept));
    }

    /** Return it as people read it: one line, and one for each kind of what is not in it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Imported " + Figures.count(files, "file", "files") + ": "
                + Figures.count(calls.calls(), "call", "calls") + " in "
                + Figures.count(calls.runs(), "new run", "new runs")
                + (reported + reportedKnown == 0
                        ? ""
                        : " and " + Figures.count(reported, "sum", "sums") + " of providers")
                + ", " + Figures.count(calls.callsKnown() + (double) reportedKnown) + " known already, "
                + Figures.count(leftOut) + " left out.");
        nothingToCount.forEach((what, times) -> lines.add("Not counted: " + Figures.count(times) + " " + what + "."));
        notKept.forEach((what, times) -> lines.add("Not kept: " + Figures.count(times) + " " + what + "."));
        return lines;
    }

    /** Return what was left out, as people read it: the first ten, and how many more there are. */
    public List<String> leftOutLines() {
        List<String> lines = new ArrayList<>();
        named.forEach(one -> lines.add("Left out: " + one.inWords() + "."));
        if (leftOut > named.size()) {
            lines.add("Left out: " + Figures.count(leftOut - named.size()) + " more.");
        }
        return lines;
    }
}
