package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.variant.VariantComparison;
import dev.tokenbudget.internal.verdict.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The variants of tasks as tables for the console, and what each comparison shows. */
public final class ConsoleVariants {

    private static final int FIRST_NUMBER = 1;

    private ConsoleVariants() {}

    /** Return the lines; nothing where no task has variants. */
    public static List<String> of(Comparison comparison) {
        return comparison.variants().stream().flatMap(ConsoleVariants::lines).toList();
    }

    private static Stream<String> lines(VariantComparison compared) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("variants of " + compared.task().shortName(), VariantRow.HEAD));
        VariantRow.of(compared).forEach(variant -> rows.add(row(variant.title(), variant.figures())));
        return Stream.concat(
                AlignedRows.of(rows, FIRST_NUMBER, VariantRow.HEAD.size()).stream(),
                compared.sentences().stream().map(ForeignText::line));
    }

    private static List<String> row(String first, List<String> others) {
        return Stream.concat(Stream.of(ForeignText.line(first)), others.stream())
                .toList();
    }
}
