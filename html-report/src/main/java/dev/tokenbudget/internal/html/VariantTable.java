package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.report.VariantRow;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.variant.MeasuredVariant;
import dev.tokenbudget.internal.variant.VariantComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * The variants of one task beside each other.
 *
 * @param task the task as it is called without variants
 * @param rows the variants, the one in use first
 * @param sentences what the comparisons show
 */
record VariantTable(String task, List<Row> rows, List<String> sentences) {

    /**
     * A variant, with its pass rate as a picture.
     *
     * @param figures what is written of it
     * @param anchor where its task is, or the first of them
     * @param from where the interval of the pass rate begins, in percent
     * @param to where it ends
     * @param at where the pass rate is
     */
    record Row(VariantRow figures, String anchor, String from, String to, String at) {
        static Row of(VariantRow figures, MeasuredVariant variant) {
            SuccessCount successes = variant.successes();
            return new Row(
                    figures,
                    variant.tasks().get(0).anchor(),
                    percent(successes.interval().lower()),
                    percent(successes.interval().upper()),
                    percent(successes.share()));
        }

        private static String percent(double share) {
            return String.valueOf(Figures.tenths(share * 100));
        }
    }

    static VariantTable of(VariantComparison compared) {
        List<VariantRow> figures = VariantRow.of(compared);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            rows.add(Row.of(figures.get(i), compared.all().get(i)));
        }
        return new VariantTable(compared.task().shortName(), rows, compared.sentences());
    }
}
