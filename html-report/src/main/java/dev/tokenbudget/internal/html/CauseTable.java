package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Cause.AgentShare;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.Fact;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What a task's drift comes from, as bars that add up to it.
 *
 * @param sentence the whole in a sentence
 * @param rows the causes, those that went the drift's way first
 * @param total the drift
 * @param priced whether the causes are told in dollars
 * @param unpriced why they are not, where they are not
 * @param facts what else changed
 */
record CauseTable(
        String sentence, List<Row> rows, Row total, boolean priced, Optional<String> unpriced, List<String> facts) {

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

    static CauseTable of(Explanation explanation, String sentence, Optional<String> unpriced) {
        double total = explanation.tokens().doubleValue();
        Scale scale = Scale.around(DoubleStream.concat(
                        DoubleStream.of(0, total),
                        explanation.causes().stream()
                                .mapToDouble(cause -> cause.tokens().doubleValue()))
                .toArray());
        double points = explanation.causes().stream()
                .flatMap(cause -> cause.points().stream())
                .mapToDouble(Number::doubleValue)
                .sum();
        boolean inPoints =
                explanation.causes().stream().anyMatch(cause -> cause.points().isPresent());
        return new CauseTable(
                sentence,
                explanation.causes().stream().map(cause -> row(cause, scale)).toList(),
                row("all together", "", "", total, inPoints ? points(points) : "", cost(explanation.usd()), scale),
                explanation.usd().isPresent(),
                unpriced,
                explanation.facts().stream().map(Fact::sentence).toList());
    }

    /** Whether there is a drift to explain. */
    boolean moved() {
        return !rows.isEmpty();
    }

    /** Whether there are facts beside the causes. */
    boolean told() {
        return !facts.isEmpty();
    }

    private static Row row(Cause cause, Scale scale) {
        return row(
                cause.label(),
                cause.text(),
                agents(cause.agents()),
                cause.tokens().doubleValue(),
                cause.points().map(Number::doubleValue).map(CauseTable::points).orElse(""),
                cost(cause.usd()),
                scale);
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
            Scale scale) {
        return new Row(
                label,
                text,
                agents,
                Figures.change(tokens),
                points,
                cost,
                scale.percent(0),
                scale.percent(Math.min(tokens, 0)),
                scale.length(0, tokens),
                tokens < 0 ? "less" : "more");
    }

    private static String points(double points) {
        return Figures.points(points).replaceAll(" points?$", "");
    }

    private static String agents(List<AgentShare> shares) {
        return shares.stream().anyMatch(share -> !share.agent().isEmpty())
                ? shares.stream()
                        .map(share -> (share.agent().isEmpty() ? "no agent named" : share.agent()) + " "
                                + Figures.change(share.tokens().doubleValue())
                                + cost(share.usd()).map(usd -> " (" + usd + ")").orElse(""))
                        .collect(Collectors.joining(", "))
                : "";
    }
}
