package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.cost.LabelCost;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.price.WhatIf;
import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all tasks cost together.
 *
 * @param sentence the whole in a sentence
 * @param remarks the price list, its date, and what is not certain, whole sentences
 * @param labels what the values of labels cost
 * @param moreLabels how many further values are not shown, in words; empty where all are
 * @param models the same tokens on other models, as measured first; nothing where there are none
 */
record CostSection(
        String sentence, List<String> remarks, List<LabelRow> labels, String moreLabels, List<ModelRow> models) {

    private static final int MOST_LABELS = 100;
    private static final int CHEAPEST_MODELS = 20;

    /** What one value of a label costs. */
    record LabelRow(String label, String value, String runs, String tokens, String usd, String share) {}

    /** What the tokens cost on one model, and how many times what they did cost that is. */
    record ModelRow(String model, String usd, String multiple) {}

    static CostSection of(SuiteCost cost) {
        int more = cost.labels().size() - MOST_LABELS;
        return new CostSection(
                cost.sentence(),
                cost.remarks(),
                cost.labels().stream().limit(MOST_LABELS).map(CostSection::row).toList(),
                more > 0 ? Figures.count(more, "more value", "more values") : "",
                models(cost.whatIf()));
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
