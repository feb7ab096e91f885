package dev.tokenbudget.internal.history.footprint;

import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A footprint in a few sentences. */
final class Summary {

    private Summary() {}

    /** Return the sentences that are read first, what was spent before all. */
    static List<String> of(Footprint footprint) {
        UsageSum now = footprint.total().now();
        if (now.calls() == 0) {
            return List.of("The history holds no call of these days. Builds come into it by tokenbudget:check or"
                    + " tokenbudget:publish where tokenbudget.history is set, other systems by tokenbudget:import.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("Spent: " + Figures.usd(now.costUsd()) + " by " + Figures.count(now.calls(), "call", "calls")
                + " in " + Figures.count(footprint.runs(), "run", "runs") + ", " + Figures.count(now.tokens())
                + " tokens.");
        sentences.add("A month at this pace: " + Figures.usd(footprint.projectedMonth()) + " ("
                + Figures.usd(now.costUsd().doubleValue()
                        / Math.max(1, footprint.period().days()))
                + " a day).");
        sentences.add(against(footprint));
        footprint.driver().map(driver -> driver(driver, footprint)).ifPresent(sentences::add);
        sentences.add(topTarget(footprint));
        sentences.addAll(gaps(now));
        return sentences;
    }

    private static String against(Footprint footprint) {
        LocalDate from = footprint.period().before().from();
        LocalDate last = footprint.period().from().minusDays(1);
        String days =
                Figures.count(footprint.period().days(), "day", "days") + " before (" + from + " to " + last + ")";
        BigDecimal before = footprint.total().before().costUsd();
        return before.signum() == 0
                ? "Nothing was spent in the " + days + "."
                : "Against the " + days + ": "
                        + Figures.percent(footprint.total().costDrift().orElse(0)) + " (" + Figures.usd(before) + ").";
    }

    private static String driver(Spending driver, Footprint footprint) {
        String moved = Figures.usdChange(driver.movedBy()) + " of "
                + Figures.usdChange(footprint.total().movedBy());
        if (driver.before().calls() == 0) {
            return "Primary driver: " + driver.name() + ", " + moved + ", which is new.";
        }
        if (driver.now().calls() == 0) {
            return "Primary driver: " + driver.name() + ", " + moved + ", which ran no more.";
        }
        return "Primary driver: " + driver.name() + ", " + moved + ": calls "
                + Figures.percent(driver.callsDrift().orElse(0)) + ", cost of a call "
                + Figures.percent(driver.callCostDrift().orElse(0)) + ".";
    }

    private static String topTarget(Footprint footprint) {
        return footprint.opportunities().stream()
                .filter(saving -> saving.usdPerMonth() > 0)
                .findFirst()
                .map(saving -> "Top target: " + saving.waste().task() + ", "
                        + saving.waste().statement() + ": " + Figures.usd(saving.usdPerMonth()) + " a month.")
                .orElseGet(() -> {
                    Spending dearest = footprint.tasks().get(0);
                    return "Top target: " + dearest.name() + ", "
                            + Figures.share(dearest.now().costUsd().doubleValue()
                                    / Math.max(footprint.total().now().costUsd().doubleValue(), Double.MIN_NORMAL))
                            + " of the cost; no build of these days found anything that it need not spend.";
                });
    }

    private static List<String> gaps(UsageSum now) {
        List<String> gaps = new ArrayList<>();
        if (now.unpricedCalls() > 0) {
            gaps.add("The cost of " + Figures.count(now.unpricedCalls(), "call", "calls")
                    + " is not known and missing in every sum: name their models' prices (docs/prices.md).");
        }
        if (now.unknownCalls() > 0) {
            gaps.add("The tokens of " + Figures.count(now.unknownCalls(), "call", "calls")
                    + " are not known in full, and what is unknown is missing in every sum.");
        }
        return gaps;
    }
}
