package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.Interval;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is counted of a simulated build: a share in percent, or runs. */
enum BuildFigure {
    /** The build fails. */
    FAILING {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return percent(!build.problemsThat(Severity.FAILS).isEmpty()
                    || !build.tasksThat(Severity.FAILS).isEmpty());
        }
    },

    /** Of the tasks that drifted, those that are DRIFTED; 0 where none did. */
    FOUND {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return IntStream.range(0, drift.tasks())
                    .mapToDouble(
                            task -> percent(build.tasks().get(task).verdict().kind() == VerdictKind.DRIFTED))
                    .average()
                    .orElse(0);
        }
    },

    /** The suite drifted. */
    SUITE {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return percent(!build.problemsThat(Severity.FAILS).isEmpty());
        }
    },

    /** Of all tasks, those that are INCONCLUSIVE. */
    INCONCLUSIVE {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return build.tasks().stream()
                    .mapToDouble(task -> percent(task.verdict().kind() == VerdictKind.INCONCLUSIVE))
                    .average()
                    .orElseThrow();
        }
    },

    /** Of all tasks, those whose true drift is within the interval. */
    COVERED {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return ofIntervals(
                    build, drift, (interval, truth) -> truth >= interval.lower() && truth <= interval.upper());
        }
    },

    /** Of all tasks, those whose true drift is no more than "at most" says. */
    BELOW {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return ofIntervals(build, drift, (interval, truth) -> truth <= interval.upper());
        }
    },

    /** The drift of the first task that its evidence promises to find in four of five builds; not a number where it promises none. */
    DETECTABLE {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return build.tasks().get(0).findingOnMean(Metric.TOTAL).flatMap(Finding::evidence).stream()
                    .flatMapToDouble(evidence -> evidence.detectable().stream())
                    .map(found -> 100 * found)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    },

    /** Runs of a task. */
    RUNS {
        @Override
        double of(Comparison build, SimulatedBuilds.DriftOf drift) {
            return build.tasks().stream()
                    .mapToDouble(task ->
                            task.comparison().after(Metric.TOTAL).orElseThrow().n())
                    .average()
                    .orElseThrow();
        }
    };

    abstract double of(Comparison build, SimulatedBuilds.DriftOf drift);

    private interface Holds {
        boolean of(Interval interval, double truth);
    }

    private static double ofIntervals(Comparison build, SimulatedBuilds.DriftOf drift, Holds holds) {
        return IntStream.range(0, build.tasks().size())
                .mapToDouble(task -> {
                    Optional<Interval> interval = build.tasks()
                            .get(task)
                            .findingOnMean(Metric.TOTAL)
                            .flatMap(Finding::evidence)
                            .flatMap(Evidence::interval);
                    return percent(interval.filter(found -> holds.of(found, drift.of(task)))
                            .isPresent());
                })
                .average()
                .orElseThrow();
    }

    private static double percent(boolean holds) {
        return holds ? 100 : 0;
    }
}
