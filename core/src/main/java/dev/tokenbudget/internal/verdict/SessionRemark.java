package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.SessionVariance;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/** Says where the sessions of a baseline differ so much that a build is compared as one more session. */
final class SessionRemark {

    private static final double SMALLEST_SHOWN = 0.0001;
    private static final double ALPHA = 0.01;

    private SessionRemark() {}

    /** Return a sentence or two for each figure that was judged so. */
    static List<String> of(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.evidence().stream()
                        .flatMap(evidence ->
                                evidence.sessions().stream().map(sessions -> text(finding, evidence, sessions))))
                .toList();
    }

    private static String text(Finding finding, Evidence evidence, SessionVariance sessions) {
        String p = sessions.p() < SMALLEST_SHOWN
                ? "p < " + Figures.probability(SMALLEST_SHOWN, ALPHA)
                : "p = " + Figures.probability(sessions.p(), ALPHA);
        return "SESSION_VARIANCE: the " + sessions.sessions() + " builds in the baseline differ in "
                + finding.rule().metric().key() + " by more than chance from run to run explains (F = "
                + Figures.count(sessions.f()) + ", " + p + "; the builds scatter by " + Figures.share(sessions.spread())
                + "). So this build counts as one more build and not as its single runs: reliably seen is a drift of "
                + Figures.percent(evidence.detectable().orElse(Double.POSITIVE_INFINITY))
                + ", and more builds in the baseline, not more runs, would show smaller ones.";
    }
}
