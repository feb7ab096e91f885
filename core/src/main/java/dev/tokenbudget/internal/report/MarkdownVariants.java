package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.variant.VariantComparison;
import java.util.List;
import java.util.stream.Stream;

/** The variants of tasks in Markdown: what each comparison shows, and the table behind it. */
final class MarkdownVariants {

    private final double margin;

    MarkdownVariants(double margin) {
        this.margin = margin;
    }

    /** Return an entry for each variant that is compared with another. */
    List<String> entries(List<VariantComparison> compared) {
        return compared.stream()
                .flatMap(task -> task.sentences().stream()
                        .map(sentence -> "- " + MarkdownText.escaped(task.task().shortName() + ": " + sentence) + "\n"))
                .toList();
    }

    /** Return the folded table of all variants; empty where there are none. */
    String table(List<VariantComparison> compared) {
        List<Row> rows = compared.stream()
                .flatMap(task -> VariantRow.of(task).stream().map(variant -> new Row(task, variant)))
                .toList();
        return MarkdownFold.of(
                "Variants",
                Stream.concat(Stream.of("task", "variant"), VariantRow.HEAD.stream())
                        .toList(),
                rows,
                Row::text,
                note());
    }

    private String note() {
        return "A success bears the cost of the runs that failed as well. The interval holds the pass rate of the long run with"
                + " 95 % confidence (Wilson). A variant is no worse where its pass rate is at most "
                + Figures.count(Figures.tenths(margin * 100))
                + " points lower, with the same confidence (passRateMargin).";
    }

    private record Row(VariantComparison task, VariantRow variant) {
        String text() {
            return MarkdownText.row(Stream.concat(
                            Stream.of(MarkdownText.ofTask(task.task()), MarkdownText.escaped(variant.title())),
                            variant.figures().stream())
                    .toList());
        }
    }
}
