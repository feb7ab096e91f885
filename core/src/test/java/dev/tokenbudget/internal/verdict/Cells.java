package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.verdict.Bar.atLeast;
import static dev.tokenbudget.internal.verdict.Bar.atMost;
import static dev.tokenbudget.internal.verdict.BuildFigure.BELOW;
import static dev.tokenbudget.internal.verdict.BuildFigure.FAILING;
import static dev.tokenbudget.internal.verdict.BuildFigure.FOUND;
import static dev.tokenbudget.internal.verdict.BuildFigure.RUNS;

import dev.tokenbudget.internal.verdict.SimulatedBuilds.DriftOf;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the rule is held to. Where a name says nothing else, a build has 20 tasks of CV 0.3 (0.08 at an equal number of calls), a
 * baseline of one session of 50 runs a task, and days that are alike.
 */
final class Cells {

    /** So many show a share of 4 % but for 0.9 points. */
    private static final int UNCHANGED = 500;

    /** So many show a share of 80 % but for 2.5 points. */
    private static final int DRIFTED = 250;

    private static final int OF_MANY_TASKS = 120;

    private static final NoisyAgent AGENT = NoisyAgent.of(0.3, 0.08);
    private static final NoisyAgent VARYING = NoisyAgent.of(0.6, 0.1);
    private static final SimulatedBuilds USUAL = SimulatedBuilds.withBaseline(50, AGENT);
    private static final SimulatedBuilds FIVE_SESSIONS = USUAL.sessions(5);
    private static final SimulatedBuilds MIXED =
            SimulatedBuilds.withBaseline(50, AGENT, NoisyAgent.of(0.1, 0.03), VARYING);
    private static final SimulatedBuilds HEAVY_TAILS = SimulatedBuilds.withBaseline(50, NoisyAgent.heavyTails());
    private static final SimulatedBuilds LOOPS = SimulatedBuilds.withBaseline(50, NoisyAgent.loop());
    private static final SimulatedBuilds BIMODAL = SimulatedBuilds.withBaseline(50, NoisyAgent.bimodal());
    private static final SimulatedBuilds CONSTANT_CALLS =
            SimulatedBuilds.withBaseline(50, NoisyAgent.ofConstantCalls(0.08));
    private static final SimulatedBuilds TRAJECTORIES = SimulatedBuilds.withBaseline(50, NoisyAgent.of(0.30, 0.055));
    private static final SimulatedBuilds WIDE_TRAJECTORIES =
            SimulatedBuilds.withBaseline(50, NoisyAgent.of(0.46, 0.10));

    private Cells() {}

    /** Return all, in the order of the page. */
    static List<Cell> all() {
        return Stream.of(unchanged(), differentDays(), larger(), moreCalls(), together())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Cell> unchanged() {
        return Stream.of(
                        unchanged("baseline 5", SimulatedBuilds.withBaseline(5, AGENT)),
                        unchanged("baseline 20", SimulatedBuilds.withBaseline(20, AGENT)),
                        unchanged("baseline 50", USUAL),
                        unchanged("baseline 50 of 5 sessions", FIVE_SESSIONS),
                        unchanged("baseline 100", SimulatedBuilds.withBaseline(100, AGENT)),
                        unchanged("5 tasks", USUAL.tasks(5)),
                        unchanged("100 tasks", USUAL.tasks(100)),
                        unchanged("CV 0.1, 0.3 and 0.6 in one suite", MIXED),
                        unchanged("CV 0.6", SimulatedBuilds.withBaseline(50, VARYING)),
                        unchanged("CV 0.6, baseline 5", SimulatedBuilds.withBaseline(5, VARYING)),
                        unchanged("heavy tails", HEAVY_TAILS),
                        unchanged("loops", LOOPS),
                        unchanged("bimodal", BIMODAL),
                        unchanged("bimodal, baseline 5", SimulatedBuilds.withBaseline(5, NoisyAgent.bimodal())),
                        unchanged("constant calls", CONSTANT_CALLS),
                        unchanged("trajectories 0.30 / 0.055", TRAJECTORIES),
                        unchanged("trajectories 0.46 / 0.10", WIDE_TRAJECTORIES))
                .map(cell -> cell.and(atMost(5, FAILING)).and(atLeast(95, BELOW)))
                .toList();
    }

    /** Intervals promise nothing beyond the days that are assumed or learnt. */
    private static List<Cell> differentDays() {
        return Stream.of(
                        days("", USUAL, 3),
                        days(", baseline 5", SimulatedBuilds.withBaseline(5, AGENT), 3),
                        days(", baseline 100", SimulatedBuilds.withBaseline(100, AGENT), 3),
                        days(", 5 sessions", FIVE_SESSIONS, 3),
                        days(", 5 tasks", USUAL.tasks(5), 3),
                        days(", 100 tasks", USUAL.tasks(100), 3),
                        days(", constant calls", CONSTANT_CALLS, 3),
                        days("", USUAL, 5),
                        days(", 5 sessions", FIVE_SESSIONS, 5),
                        days(", 5 tasks", USUAL.tasks(5), 5),
                        days(", 100 tasks", USUAL.tasks(100), 5))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Cell> days(String more, SimulatedBuilds builds, int percent) {
        double deviation = percent / 100.0;
        double most = percent == 3 ? 5 : 10;
        return List.of(
                unchanged("common days of " + percent + " %" + more, builds.days(deviation, true))
                        .and(atMost(isUnknowable(builds, percent) ? 15 : most, FAILING)),
                unchanged("own days of " + percent + " %" + more, builds.days(deviation, false))
                        .and(atMost(most, FAILING)));
    }

    /** Nothing in one accepted session and one build tells a common factor of 5 % from a drift of all tasks. */
    private static boolean isUnknowable(SimulatedBuilds builds, int percent) {
        return percent == 5 && builds.sessions() == 1;
    }

    private static List<Cell> larger() {
        return List.of(
                larger(20, "baseline 5", SimulatedBuilds.withBaseline(5, AGENT)),
                larger(20, "baseline 20", SimulatedBuilds.withBaseline(20, AGENT)),
                larger(20, "baseline 50", USUAL, atLeast(80, FOUND), atMost(11, RUNS)),
                larger(20, "baseline 50 of 5 sessions", FIVE_SESSIONS, atLeast(80, FOUND)),
                larger(20, "baseline 100", SimulatedBuilds.withBaseline(100, AGENT), atLeast(80, FOUND)),
                larger(20, "common days of 3 %", USUAL.days(0.03, true), atLeast(74, FOUND)),
                larger(20, "own days of 3 %", USUAL.days(0.03, false)),
                larger(20, "5 tasks", USUAL.tasks(5), atLeast(80, FOUND)),
                larger(20, "100 tasks", USUAL.tasks(100)),
                larger(20, "CV 0.1, 0.3 and 0.6 in one suite", MIXED, atLeast(80, FOUND)),
                larger(20, "heavy tails", HEAVY_TAILS),
                larger(20, "loops", LOOPS),
                larger(20, "bimodal", BIMODAL),
                larger(20, "constant calls", CONSTANT_CALLS),
                larger(20, "trajectories 0.30 / 0.055", TRAJECTORIES, atLeast(80, FOUND)),
                larger(20, "trajectories 0.46 / 0.10", WIDE_TRAJECTORIES, atLeast(80, FOUND)),
                larger(30, "baseline 5", SimulatedBuilds.withBaseline(5, AGENT)),
                larger(30, "baseline 20", SimulatedBuilds.withBaseline(20, AGENT), atLeast(90, FOUND)),
                larger(30, "baseline 50", USUAL, atLeast(90, FOUND)),
                larger(30, "common days of 3 %", USUAL.days(0.03, true), atLeast(90, FOUND)));
    }

    private static List<Cell> moreCalls() {
        return List.of(
                moreCalls(20, "baseline 50", USUAL),
                moreCalls(30, "baseline 5", SimulatedBuilds.withBaseline(5, AGENT)),
                moreCalls(30, "baseline 20", SimulatedBuilds.withBaseline(20, AGENT)),
                moreCalls(30, "baseline 50", USUAL),
                moreCalls(30, "baseline 50 of 5 sessions", FIVE_SESSIONS),
                moreCalls(30, "baseline 100", SimulatedBuilds.withBaseline(100, AGENT)),
                moreCalls(30, "common days of 3 %", USUAL.days(0.03, true)),
                moreCalls(30, "CV 0.1, 0.3 and 0.6 in one suite", MIXED),
                moreCalls(30, "heavy tails", HEAVY_TAILS),
                moreCalls(30, "loops", LOOPS),
                moreCalls(30, "bimodal", BIMODAL),
                // drifts of the size that evidence of such builds promises to find in 80 %
                moreCalls(
                        46, "the MDE of baseline 20", SimulatedBuilds.withBaseline(20, AGENT), new Bar(FOUND, 76, 84)),
                moreCalls(37, "the MDE of baseline 50", USUAL, new Bar(FOUND, 76, 84)));
    }

    private static List<Cell> together() {
        return List.of(
                together("size +10 %", USUAL.drifted(DriftOf.size(20, 0.10))),
                together("size +12 %", USUAL.drifted(DriftOf.size(20, 0.12))),
                together("size +15 %", USUAL.drifted(DriftOf.size(20, 0.15))),
                together("calls +10 %", USUAL.drifted(DriftOf.calls(20, 0.10))),
                together("calls +12 %", USUAL.drifted(DriftOf.calls(20, 0.12))),
                together("calls +15 %", USUAL.drifted(DriftOf.calls(20, 0.15))),
                together("calls +12 %, 5 sessions", FIVE_SESSIONS.drifted(DriftOf.calls(20, 0.12))),
                together("calls +12 %, 5 tasks", USUAL.tasks(5).drifted(DriftOf.calls(5, 0.12))),
                together("calls +12 %, 100 tasks", USUAL.tasks(100).drifted(DriftOf.calls(100, 0.12)))
                        .and(atLeast(75, FAILING)),
                together("size +12 %, 100 tasks", USUAL.tasks(100).drifted(DriftOf.size(100, 0.12)))
                        .and(atLeast(75, FAILING)));
    }

    private static Cell unchanged(String name, SimulatedBuilds builds) {
        return new Cell("nothing changed: " + name, builds, builds.tasks() > 20 ? 2 * OF_MANY_TASKS : UNCHANGED);
    }

    private static Cell larger(int percent, String name, SimulatedBuilds builds, Bar... bars) {
        return one("size +" + percent + " %: " + name, builds.drifted(DriftOf.size(1, percent / 100.0)), bars);
    }

    private static Cell moreCalls(int percent, String name, SimulatedBuilds builds, Bar... bars) {
        return one("calls +" + percent + " %: " + name, builds.drifted(DriftOf.calls(1, percent / 100.0)), bars);
    }

    private static Cell one(String name, SimulatedBuilds builds, Bar... bars) {
        return new Cell("one task, " + name, builds, builds.tasks() > 20 ? OF_MANY_TASKS : DRIFTED, bars);
    }

    private static Cell together(String name, SimulatedBuilds builds) {
        return new Cell("all tasks, " + name, builds, builds.tasks() > 20 ? OF_MANY_TASKS / 2 : DRIFTED / 2);
    }
}
