package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.efficiency.Efficiency;
import dev.tokenbudget.internal.efficiency.EfficiencyFigure;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.text.Figures;
import java.util.Optional;
import java.util.OptionalDouble;

/** Says when a task answers at another length than its annotation expects; no build fails by it. */
final class OutputRatioWarning {

    private OutputRatioWarning() {}

    /** Return the warning about the measured runs of a task, or nothing where they are as expected or nothing is expected. */
    static Optional<String> on(TaskRuns runs) {
        return runs.terms().outputRatio().flatMap(expected -> warning(runs, expected));
    }

    private static Optional<String> warning(TaskRuns runs, OutputRatio expected) {
        OptionalDouble ratio = Efficiency.of(runs).of(EfficiencyFigure.OUTPUT_RATIO);
        if (ratio.isEmpty() || expected.contains(ratio.getAsDouble())) {
            return Optional.empty();
        }
        boolean above = ratio.getAsDouble() > expected.highest();
        return Optional.of(runs.task().shortName() + " gives "
                + Figures.ratio(ratio.getAsDouble(), expected.lowest(), expected.highest())
                + " output tokens for an input token, but " + expected + " are expected (outputRatio). "
                + (above ? "See why its answers are so long" : "See why its prompts are so long")
                + ", or change the range.");
    }
}
