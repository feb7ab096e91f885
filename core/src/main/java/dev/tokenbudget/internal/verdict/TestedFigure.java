package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.BenjaminiHochberg;
import dev.tokenbudget.internal.statistics.LogRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A figure with what the tests say of it, corrected for the number of questions.
 *
 * <p>A question is a mean or a size of which something is demanded. One that moved no further than its tolerance allows has its answer,
 * and counts with p = 1: it must make no other question's answer more certain.
 *
 * @param evidence of the mean or the percentile; absent where there is no chance in it, or too few runs to test it
 * @param size of the tokens at an equal number of calls, where the figure is the mean of all tokens
 * @param calls of the number of calls; told, but no question
 */
record TestedFigure(
        FigureComparison figure,
        Optional<Evidence> evidence,
        Optional<SizeFinding> size,
        Optional<CallsFinding> calls) {

    /** Test all figures of a module, in their order. */
    static List<TestedFigure> testAll(List<FigureComparison> figures) {
        List<Optional<LogRatio>> sizes =
                figures.parallelStream().map(FigureComparison::size).toList();
        double scatter =
                SizeScatter.variance(sizes.stream().flatMap(Optional::stream).toList());
        return corrected(IntStream.range(0, figures.size())
                .parallel()
                .mapToObj(i -> of(figures.get(i), sizes.get(i), scatter))
                .toList());
    }

    private static TestedFigure of(FigureComparison figure, Optional<LogRatio> size, double scatter) {
        return figure.isCertain()
                ? new TestedFigure(figure, Optional.empty(), Optional.empty(), Optional.empty())
                : new TestedFigure(
                        figure,
                        DriftSignificance.of(figure, scatter),
                        size.map(ratio -> DriftSignificance.ofSize(figure, ratio, scatter)),
                        figure.calls().flatMap(calls -> DriftSignificance.ofCalls(figure, calls, scatter)));
    }

    private static List<TestedFigure> corrected(List<TestedFigure> figures) {
        List<Double> growth = new ArrayList<>();
        List<Double> fall = new ArrayList<>();
        figures.stream().filter(TestedFigure::isDemanded).forEach(figure -> {
            figure.evidence.ifPresent(mean -> {
                growth.add(figure.grew() ? mean.pOfGrowth() : 1);
                fall.add(figure.fell() ? mean.pOfFall() : 1);
            });
            figure.size.ifPresent(found -> {
                growth.add(
                        figure.allows(1 + found.drift()) ? 1 : found.evidence().pOfGrowth());
                fall.add(
                        figure.allows(1 / (1 + found.drift()))
                                ? 1
                                : found.evidence().pOfFall());
            });
        });
        Answers answers = new Answers(adjusted(growth), adjusted(fall));
        return figures.stream()
                .map(figure -> figure.isDemanded() ? answers.to(figure) : figure.detecting(figure.evidence, 1))
                .toList();
    }

    /** Return this with the drift that {@code mean} would show where {@code questions} are asked. */
    private TestedFigure detecting(Optional<Evidence> mean, int questions) {
        return new TestedFigure(
                figure, mean.map(evidence -> DetectableByRule.of(figure, evidence, questions)), size, calls);
    }

    private static double[] adjusted(List<Double> p) {
        return BenjaminiHochberg.adjusted(
                p.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The corrected p values, in the order of the questions. */
    private static final class Answers {
        private final double[] growth;
        private final double[] fall;
        private int next;

        Answers(double[] growth, double[] fall) {
            this.growth = growth;
            this.fall = fall;
        }

        TestedFigure to(TestedFigure asked) {
            Optional<Evidence> mean = asked.evidence.map(this::next);
            Optional<SizeFinding> size =
                    asked.size.map(found -> new SizeFinding(found.drift(), next(found.evidence())));
            return new TestedFigure(asked.figure, mean, size, asked.calls).detecting(mean, growth.length);
        }

        private Evidence next(Evidence evidence) {
            Evidence corrected = evidence.corrected(growth[next], fall[next]);
            next++;
            return corrected;
        }
    }

    private boolean isDemanded() {
        return figure.rule().mode() != Mode.REPORT;
    }

    private boolean grew() {
        Movement movement = figure.movement();
        return figure.tolerance().isExceeded(movement.before(), movement.after())
                || movement.after() > movement.before() && movement.improves(figure.tolerance());
    }

    private boolean fell() {
        Movement movement = figure.movement();
        return figure.tolerance().isUndercut(movement.before(), movement.after())
                || movement.after() < movement.before() && movement.improves(figure.tolerance());
    }

    private boolean allows(double ratio) {
        return ratio <= DriftRule.allowedRatio(figure.movement(), figure.tolerance());
    }
}
