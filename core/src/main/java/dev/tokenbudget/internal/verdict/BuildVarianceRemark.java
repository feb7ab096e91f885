package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/** Says where the builds of a baseline differ so much that a build is compared as one more build. */
final class BuildVarianceRemark {

    private static final double SMALLEST_SHOWN = 0.0001;
    private static final double ALPHA = 0.01;

    private BuildVarianceRemark() {}

    /** Return a sentence or two for each figure that was judged so. */
    static List<String> of(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.evidence().stream()
                        .flatMap(evidence -> evidence.builds().stream().map(builds -> text(finding, evidence, builds))))
                .toList();
    }

    private static String text(Finding finding, Evidence evidence, BuildVariance builds) {
        String p = builds.p() < SMALLEST_SHOWN
                ? "p < " + Figures.probability(SMALLEST_SHOWN, ALPHA)
                : "p = " + Figures.probability(builds.p(), ALPHA);
        return "BUILD_VARIANCE: the " + builds.builds() + " builds in the baseline differ in "
                + finding.rule().metric().key() + " by more than chance from run to run explains (F = "
                + Figures.count(builds.f()) + ", " + p + "; the builds scatter by " + Figures.share(builds.spread())
                + "). So this build counts as one more build and not as its single runs: reliably seen is a drift of "
                + Figures.percent(evidence.detectable().orElse(Double.POSITIVE_INFINITY))
                + ", and more builds in the baseline, not more runs, would show smaller ones.";
    }
}
