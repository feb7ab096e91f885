package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.cost.LabelCost;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.price.WhatIf;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all tasks cost together.
 *
 * @param sentence the whole in a sentence
 * @param remarks the price list, its date, and what is not certain, whole sentences
 * @param labels what the values of labels cost
 * @param moreLabels how many further values are not shown, in words; empty where all are
 * @param prices what each task's tests cost with their judges, and the whole last; nothing where no judge was asked
 * @param price the whole of that in a sentence; empty where no judge was asked
 * @param models the same tokens on other models, as measured first; nothing where there are none
 */
record CostSection(
        String sentence,
        List<String> remarks,
        List<LabelRow> labels,
        String moreLabels,
        String price,
        List<PriceRow> prices,
        List<ModelRow> models) {

    private static final int MOST_LABELS = 100;
    private static final int MOST_PRICES = 100;
    private static final int CHEAPEST_MODELS = 20;

    /** What one value of a label costs. */
    record LabelRow(String label, String value, String runs, String tokens, String usd, String share) {}

    /** What the tokens cost on one model, and how many times what they did cost that is. */
    record ModelRow(String model, String usd, String multiple) {}

    /** What the tests of one task cost, agent and judge side by side. */
    record PriceRow(
            String task,
            String runs,
            String agentTokens,
            String agentUsd,
            String judgeTokens,
            String judgeUsd,
            String judgeInAll,
            String share) {}

    static CostSection of(SuiteCost cost, Comparison comparison) {
        int more = cost.labels().size() - MOST_LABELS;
        return new CostSection(
                cost.sentence(),
                Stream.concat(cost.remarks().stream(), cost.test().remarks().stream())
                        .toList(),
                cost.labels().stream().limit(MOST_LABELS).map(CostSection::row).toList(),
                more > 0 ? Figures.count(more, "more value", "more values") : "",
                cost.test().isGraded() ? cost.test().sentence() : "",
                prices(cost.test(), comparison),
                models(cost.whatIf()));
    }

    private static List<PriceRow> prices(TestPrice whole, Comparison comparison) {
        if (!whole.isGraded()) {
            return List.of();
        }
        Stream<PriceRow> tasks = comparison.tasks().stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.testPrice().isPresent())
                .sorted(Comparator.comparing(
                        task -> -task.testPrice().orElseThrow().judge().knownUsd()))
                .limit(MOST_PRICES)
                .map(task -> row(task.task().shortName(), task.testPrice().orElseThrow()));
        return Stream.concat(tasks, Stream.of(row("all", whole))).toList();
    }

    private static PriceRow row(String task, TestPrice price) {
        int runs = price.runs();
        return new PriceRow(
                task,
                Figures.count(runs),
                price.agent().tokensInWords(runs),
                price.agent().usdInWords(runs),
                price.judge().tokensInWords(runs),
                price.judge().usdInWords(runs),
                price.judge().usdInWords(1),
                price.share().stream().mapToObj(Figures::share).findFirst().orElse(Sides.NOTHING));
    }

    /** Whether a judge was asked. */
    boolean graded() {
        return !prices.isEmpty();
    }

    /** Whether runs or calls have labels. */
    boolean labelled() {
        return !labels.isEmpty();
    }

    /** Whether there are other models to compare with. */
    boolean compared() {
        return !models.isEmpty();
    }

    private static LabelRow row(LabelCost cost) {
        return new LabelRow(
                cost.label(),
                cost.value(),
                Figures.count(cost.runs()),
                Figures.count(cost.tokens()),
                cost.usd().map(Figures::usd).orElse(Sides.NOTHING),
                cost.share().stream().mapToObj(Figures::share).findFirst().orElse(Sides.NOTHING));
    }

    private static List<ModelRow> models(WhatIf whatIf) {
        return whatIf.actual()
                .usd()
                .filter(usd -> !whatIf.rows().isEmpty())
                .map(usd -> Stream.concat(
                                Stream.of(new ModelRow("as measured", Figures.usd(usd), "×1")),
                                whatIf.rows().stream().limit(CHEAPEST_MODELS).map(other -> row(whatIf, other)))
                        .toList())
                .orElse(List.of());
    }

    private static ModelRow row(WhatIf whatIf, WhatIf.Row other) {
        return new ModelRow(
                other.model().name(),
                other.bill().usd().map(Figures::usd).orElse(Sides.NOTHING),
                whatIf.multiple(other).map(times -> "×" + Figures.ratio(times)).orElse(Sides.NOTHING));
    }
}
