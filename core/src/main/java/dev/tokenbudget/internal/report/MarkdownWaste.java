package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Opportunity;
import dev.tokenbudget.internal.waste.Waste;
import java.util.List;

/** What tasks need not spend: the largest savings in sentences, and all of them as a folded table of Markdown. */
final class MarkdownWaste {

    private static final List<String> HEAD = List.of("task", "finding", "tokens", "saved", "a month", "new");

    private MarkdownWaste() {}

    /** Return the largest savings, an item each. */
    static List<String> top(Comparison comparison) {
        return comparison.opportunities().stream()
                .limit(Opportunity.TOP)
                .map(found -> "- " + MarkdownText.escaped(found.entry()) + "\n")
                .toList();
    }

    /** Return all of them where there are more than the largest; else an empty text. */
    static String all(Comparison comparison) {
        List<Opportunity> found = comparison.opportunities();
        return MarkdownFold.of(
                "All findings of waste",
                HEAD,
                found.size() > Opportunity.TOP ? found : List.of(),
                MarkdownWaste::row,
                "A run on average: the tokens that a finding is about, and what it saves; each token is of one finding at most.");
    }

    private static String row(Opportunity found) {
        Waste waste = found.waste();
        return MarkdownText.row(List.of(
                MarkdownText.escaped(found.task().shortName()),
                MarkdownText.escaped(waste.statement()),
                Figures.count(Figures.tenths(waste.tokens())),
                waste.usd().map(Figures::usd).orElse("unknown"),
                month(found),
                found.isNew().map(isNew -> isNew ? "yes" : "no").orElse("not compared")));
    }

    private static String month(Opportunity found) {
        return found.runsPerMonth().isPresent()
                ? found.waste()
                        .usd(found.runsPerMonth().getAsLong())
                        .map(Figures::usd)
                        .orElse("unknown")
                : "-";
    }
}
