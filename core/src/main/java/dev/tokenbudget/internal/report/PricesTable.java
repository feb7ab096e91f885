package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.UsedPrices;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.ListPrice;
import dev.tokenbudget.internal.price.PriceSource;
import dev.tokenbudget.internal.price.TokenPrice;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.ForeignText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The prices that a project's models have as a table for the console, and what a reader should know of them. */
public final class PricesTable {

    private static final List<String> HEAD =
            List.of("model", "listed as", "input", "output", "cache read", "cache write");
    private static final int FIRST_NUMBER = 2;
    private static final String NOTHING = "-";

    private PricesTable() {}

    /**
     * Return the lines of the table, of what has no price or an assumed one, and of the lists.
     *
     * @param ownFile the name of the project's own price list, where it has one
     */
    public static List<String> of(UsedPrices prices, Optional<String> ownFile) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(prices.origin()));
        if (!prices.quotes().isEmpty()) {
            lines.addAll(table(prices.quotes()));
        }
        prices.quotes().stream()
                .map(PricesTable::remark)
                .flatMap(Optional::stream)
                .map(ForeignText::line)
                .forEach(lines::add);
        IntStream.range(0, prices.lists().size())
                .mapToObj(i -> list(prices.lists().get(i), ownFile.filter(file -> i == 0), prices))
                .forEach(lines::add);
        if (ownFile.isEmpty()) {
            lines.add("No price file of your own is used; -Dtokenbudget.prices=<file> names one.");
        }
        return lines;
    }

    private static String heading(UsedPrices.Origin origin) {
        return switch (origin) {
            case MEASUREMENT -> "Prices of the models of the last build, in US dollars per million tokens:";
            case BASELINES ->
                "Prices of the models of the baselines (no measurement is here), in US dollars per million tokens:";
            case NONE ->
                "No model is known: nothing was measured here, and there is no baseline. Run mvn verify first.";
        };
    }

    private static List<String> table(List<ListPrice> quotes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (ListPrice quote : quotes) {
            String name = ForeignText.line(quote.name());
            if (quote instanceof ListPrice.Listed listed) {
                rows.add(row(
                        name,
                        ForeignText.line(listed.model().name()),
                        listed.price().base()));
                listed.price()
                        .above()
                        .forEach((tokens, price) ->
                                rows.add(row("  above " + Figures.count(tokens) + " tokens", "", price)));
            } else {
                rows.add(List.of(name, "no price", NOTHING, NOTHING, NOTHING, NOTHING));
            }
        }
        return AlignedRows.of(rows, FIRST_NUMBER, HEAD.size() - 1);
    }

    private static List<String> row(String name, String listedAs, TokenPrice price) {
        return List.of(
                name,
                listedAs,
                usd(price.of(TokenPrice.Kind.INPUT)),
                usd(price.of(TokenPrice.Kind.OUTPUT)),
                usd(price.of(TokenPrice.Kind.CACHE_READ)),
                usd(price.of(TokenPrice.Kind.CACHE_WRITE)));
    }

    private static String usd(Optional<BigDecimal> price) {
        return price.map(usd -> "$" + usd.stripTrailingZeros().toPlainString()).orElse(NOTHING);
    }

    private static Optional<String> remark(ListPrice quote) {
        if (quote instanceof ListPrice.Missing none) {
            return Optional.of(none.missing().sentence() + " docs/prices.md describes its format.");
        }
        return quote instanceof ListPrice.Listed listed && listed.basis() == Cost.Basis.MAKER
                ? Optional.of(listed.name() + " is charged at its maker's prices, "
                        + listed.model().name()
                        + ": the price list does not know the upstream. Where that is wrong, name the upstream in the"
                        + " file that tokenbudget.prices names.")
                : Optional.empty();
    }

    private static String list(PriceSource list, Optional<String> file, UsedPrices prices) {
        long age = list.ageInDays(prices.day());
        String text = "Price list: " + list.source() + " of " + list.date() + ", "
                + (age == 1 ? "1 day" : Figures.count(age) + " days") + " old ("
                + file.map(own -> "your file " + own).orElse("comes with TokenBudget") + ").";
        return ForeignText.line(age > SuiteCost.OLD_AFTER_DAYS ? text + " That is old: look for newer prices." : text);
    }
}
