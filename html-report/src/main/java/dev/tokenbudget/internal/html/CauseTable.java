package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Cause.AgentShare;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.Fact;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What a task's drift comes from, as bars that add up to it.
 *
 * @param sentence the whole in a sentence
 * @param pointsOf what points are points of, as the head of their column
 * @param rows the causes, those that went the drift's way first
 * @param total the drift
 * @param priced whether the causes are told in dollars
 * @param unpriced why they are not, where they are not
 * @param facts what else changed, which no cause tells
 */
record CauseTable(
        String sentence,
        String pointsOf,
        List<Row> rows,
        Row total,
        boolean priced,
        Optional<String> unpriced,
        List<String> facts) {

    /** One cause: its bar begins at {@code x} and grows away from {@code zero}. */
    record Row(
            String label,
            String text,
            String agents,
            String tokens,
            String points,
            Optional<String> cost,
            String zero,
            String x,
            String width,
            String way) {}

    /** Show why {@code task} moved, in the figure that its verdict rests on. */
    static CauseTable of(JudgedTask task, Explanation explanation) {
        boolean byCost = task.isDecidedByCost() && explanation.usd().isPresent();
        List<Cause> causes = byCost ? explanation.causesByCost() : explanation.causes();
        ToDoubleFunction<Cause> bar =
                byCost ? cause -> dollars(cause.usd()) : cause -> cause.tokens().doubleValue();
        double whole =
                byCost ? dollars(explanation.usd()) : explanation.tokens().doubleValue();
        Function<Cause, Optional<BigDecimal>> inPoints = byCost ? Cause::usdPoints : Cause::points;
        Optional<BigDecimal> points =
                causes.stream().flatMap(cause -> inPoints.apply(cause).stream()).reduce(BigDecimal::add);
        Scale scale = Scale.around(
                DoubleStream.concat(DoubleStream.of(0, whole), causes.stream().mapToDouble(bar))
                        .toArray());
        return new CauseTable(
                task.reason().orElse(explanation.sentence()),
                byCost ? "points of cost" : "points",
                causes.stream()
                        .map(cause -> row(
                                cause.label(),
                                cause.text(),
                                agents(cause.agents()),
                                cause.tokens().doubleValue(),
                                points(inPoints.apply(cause)),
                                cost(cause.usd()),
                                bar.applyAsDouble(cause),
                                scale))
                        .toList(),
                row(
                        "all together",
                        "",
                        "",
                        explanation.tokens().doubleValue(),
                        points(points),
                        cost(explanation.usd()),
                        whole,
                        scale),
                explanation.usd().isPresent(),
                task.dollarsUnknownBecause(),
                explanation.furtherFacts().stream().map(Fact::sentence).toList());
    }

    /** Whether there is a drift to explain. */
    boolean moved() {
        return !rows.isEmpty();
    }

    /** Whether there are facts beside the causes. */
    boolean told() {
        return !facts.isEmpty();
    }

    private static double dollars(Optional<BigDecimal> usd) {
        return usd.map(BigDecimal::doubleValue).orElse(0.0);
    }

    private static Optional<String> cost(Optional<BigDecimal> usd) {
        return usd.map(dollars -> Figures.usdChange(dollars.doubleValue()));
    }

    private static Row row(
            String label,
            String text,
            String agents,
            double tokens,
            String points,
            Optional<String> cost,
            double bar,
            Scale scale) {
        return new Row(
                label,
                text,
                agents,
                Figures.change(tokens),
                points,
                cost,
                scale.percent(0),
                scale.percent(Math.min(bar, 0)),
                scale.length(0, bar),
                bar < 0 ? "less" : "more");
    }

    private static String points(Optional<BigDecimal> points) {
        return points.map(known -> Figures.points(known.doubleValue()).replaceAll(" points?$", ""))
                .orElse("");
    }

    /** Return what each of several agents adds; the text names a single one. */
    private static String agents(List<AgentShare> shares) {
        return shares.size() > 1
                ? shares.stream()
                        .map(share -> (share.agent().isEmpty() ? "no agent named" : share.agent()) + " "
                                + Figures.change(share.tokens().doubleValue())
                                + cost(share.usd()).map(usd -> " (" + usd + ")").orElse(""))
                        .collect(Collectors.joining(", "))
                : "";
    }
}
