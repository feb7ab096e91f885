package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.MetricBaseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.statistics.DetectableDrift.Spread;
import dev.tokenbudget.internal.statistics.SessionEffect;
import dev.tokenbudget.internal.statistics.SizeRegression;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Which drifts of a task's tokens a build finds, by what its baseline tells of their noise. */
final class BuildPower {

    /** More sessions are never planned. */
    private static final int MOST_SESSIONS = 25;

    /** A drift of this many tolerances is worth a baseline that shows it. */
    private static final double TOLERANCES = 2;

    private final TaskBaseline accepted;
    private final MetricBaseline total;
    private final PlannedTask.Demand demand;
    private final DetectableByRule rule;
    private final double target;
    private final Optional<BuildVariance> builds;

    BuildPower(TaskBaseline accepted, MetricBaseline total, Tolerance tolerance, PlannedTask.Demand demand) {
        this.accepted = accepted;
        this.total = total;
        this.demand = demand;
        double mean = total.summary().mean();
        double allowed = tolerance.highestAllowed(mean) / mean - 1;
        this.target = TOLERANCES * allowed;
        this.rule = new DetectableByRule(
                demand.looks(),
                allowed,
                demand.rule().alpha() / demand.questions(),
                demand.rule().mode() == Mode.STRICT ? allowed : 0);
        this.builds = total.buildVariance(demand.sessions());
    }

    Looks looks() {
        return demand.looks();
    }

    /** Return the smallest drift of the mean that four of five builds find; nothing where the noise is unknown. */
    OptionalDouble ofMean() {
        if (isExact()) {
            return OptionalDouble.of(target / TOLERANCES);
        }
        return builds.map(known -> OptionalDouble.of(rule.ofBuilds(known)))
                .orElseGet(
                        () -> isVariationKnown() ? OptionalDouble.of(rule.ofMean(spread(0))) : OptionalDouble.empty());
    }

    /** Return the smallest drift at an equal number of calls that they find; nothing where the noise is unknown. */
    OptionalDouble ofSize() {
        return accepted.metric(Metric.CALLS)
                .filter(calls -> !isExact() && builds.isEmpty() && Calls.isOfSameRuns(accepted, calls))
                .flatMap(calls -> SizeRegression.of(total.builds(), calls.builds()))
                .map(size -> OptionalDouble.of(rule.ofSize(
                        new Spread(size.deviationOfRun(), degreesOfFreedom(runs(0)), runs(0), sessions(0)))))
                .orElseGet(OptionalDouble::empty);
    }

    /** Return how many runs the baseline takes to find twice the tolerance; nothing where no number does, or it is unknown. */
    OptionalInt neededRuns() {
        if (isExact()) {
            return OptionalInt.of(runs(0));
        }
        if (builds.isPresent() || !isVariationKnown() || !isFoundWith(MOST_SESSIONS)) {
            return OptionalInt.empty();
        }
        int tooFew = -1;
        int enough = MOST_SESSIONS;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (isFoundWith(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalInt.of(runs(enough));
    }

    /** Return why no number of runs is needed, as the rest of a sentence. */
    String obstacle() {
        if (builds.isPresent()) {
            return "varies from build to build by more than its runs do: more builds in the baseline show smaller drifts,"
                    + " more runs do not";
        }
        if (!isVariationKnown()) {
            return "does not show how much its runs vary: add runs to its baseline first";
        }
        double variation = total.summary().coefficientOfVariation().orElse(0);
        Spread ofRuns =
                new Spread(variation, degreesOfFreedom(runs(MOST_SESSIONS)), runs(MOST_SESSIONS), SessionEffect.NONE);
        String noise = rule.ofMean(ofRuns) > target
                ? "its runs vary by " + Figures.share(variation)
                        + ", which takes more runs a build (maxRuns) or a wider tolerance"
                : "sessions differ by "
                        + Figures.percent(demand.sessions().deviation()).substring(1)
                        + ", which takes a wider tolerance";
        return "needs more than a baseline for 4 of 5 builds to find " + Figures.percent(target) + ": " + noise;
    }

    /** Whether means are compared as they are, so that no number of runs is too small. */
    private boolean isExact() {
        return demand.rule().mode() == Mode.EXACT;
    }

    private boolean isVariationKnown() {
        return total.summary().coefficientOfVariation().isPresent();
    }

    private boolean isFoundWith(int moreSessions) {
        return rule.ofMean(spread(moreSessions)) <= target;
    }

    private Spread spread(int moreSessions) {
        int runs = runs(moreSessions);
        return new Spread(
                total.summary().coefficientOfVariation().orElseThrow(),
                degreesOfFreedom(runs),
                runs,
                sessions(moreSessions));
    }

    private SessionEffect sessions(int more) {
        List<Integer> runs = new ArrayList<>(total.samplesOfBuilds());
        for (int session = 0; session < more; session++) {
            runs.add(demand.sessionRuns());
        }
        return demand.sessions().against(runs);
    }

    private int runs(int moreSessions) {
        return total.summary().n() + moreSessions * demand.sessionRuns();
    }

    private double degreesOfFreedom(int baselineRuns) {
        return baselineRuns + demand.looks().most() - 2.0;
    }
}
