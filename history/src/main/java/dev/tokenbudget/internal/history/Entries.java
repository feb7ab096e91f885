package dev.tokenbudget.internal.history;

import java.util.List;

/**
 * What is added to a history together: all of it, or nothing.
 *
 * @param builds builds
 * @param runs runs of these builds, or of none
 * @param verdicts what the builds' checks said
 * @param acceptances steps that were accepted
 * @param reported sums of providers
 * @param waste what the builds found that tasks need not spend
 */
public record Entries(
        List<BuildEntry> builds,
        List<RunEntry> runs,
        List<VerdictEntry> verdicts,
        List<AcceptanceEntry> acceptances,
        List<ReportedEntry> reported,
        List<WasteEntry> waste) {

    public Entries {
        builds = List.copyOf(builds);
        runs = List.copyOf(runs);
        verdicts = List.copyOf(verdicts);
        acceptances = List.copyOf(acceptances);
        reported = List.copyOf(reported);
        waste = List.copyOf(waste);
    }

    /** Entries that say nothing of waste. */
    public Entries(
            List<BuildEntry> builds,
            List<RunEntry> runs,
            List<VerdictEntry> verdicts,
            List<AcceptanceEntry> acceptances,
            List<ReportedEntry> reported) {
        this(builds, runs, verdicts, acceptances, reported, List.of());
    }

    /** Return runs that no build made. */
    public static Entries of(List<RunEntry> runs) {
        return new Entries(List.of(), runs, List.of(), List.of(), List.of());
    }
}
