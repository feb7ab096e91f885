package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.statistics.Percentile;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page in one look: what a lead asks every Monday. */
record Tiles(Contents contents, BigDecimal monthlyBudgetUsd) {

    private static final int TOP = 3;

    List<Tile> all() {
        return List.of(week(), month(), p95(), agents());
    }

    private Tile week() {
        Period week = contents.spans().week();
        Cost now = new Cost(contents.sum(week));
        Cost before = new Cost(contents.sum(week.before()));
        List<String> notes = new ArrayList<>();
        notes.add(Spans.inWords(week) + ", today so far");
        if (now.isKnown() && before.isKnown()) {
            notes.add(against(now.usd(), before.usd(), Figures.usd(before.usd())));
        }
        notes.add(Figures.count(now.sum().tokens()) + " tokens, "
                + against(
                        now.sum().tokens(),
                        before.sum().tokens(),
                        Figures.count(before.sum().tokens())));
        notes.add(Figures.count(now.sum().calls(), "call", "calls"));
        now.gap().ifPresent(notes::add);
        if (now.sum().unknownCalls() > 0) {
            notes.add("without the tokens of " + Figures.count(now.sum().unknownCalls(), "call", "calls")
                    + ", which are not known");
        }
        return new Tile("This week against last week", amount(now), notes);
    }

    private static String against(double now, double before, String was) {
        if (before == 0) {
            return now == 0 ? "nothing in the 7 days before either" : "nothing in the 7 days before";
        }
        return Figures.percent(Drift.of(before, now)) + " against " + was + " in the 7 days before";
    }

    private static String amount(Cost cost) {
        return cost.isKnown() ? cost.inWords() : Figures.count(cost.sum().tokens()) + " tokens";
    }

    private Tile month() {
        Period month = contents.spans().month();
        Cost cost = new Cost(contents.sum(month));
        List<String> notes = new ArrayList<>();
        notes.add(Spans.inWords(month) + ", today so far");
        if (cost.isKnown()) {
            double atThisPace =
                    cost.usd() / month.days() * contents.spans().today().lengthOfMonth();
            notes.add(Figures.usd(atThisPace) + " by the end of the month at this pace");
        } else {
            notes.add("the cost is not known");
        }
        Optional<Double> budget = Optional.of(monthlyBudgetUsd.doubleValue()).filter(usd -> usd > 0);
        Optional<Double> used = budget.filter(usd -> cost.isKnown()).map(usd -> cost.usd() / usd);
        notes.add(used.map(share -> (share > 1 ? "over the budget: " : "") + Figures.share(share) + " of the budget of "
                        + Figures.usd(budget.orElse(0.0)))
                .orElse(
                        budget.isPresent()
                                ? "so it is not held against the budget"
                                : "no budget is set (tokenbudget.monthlyBudgetUsd)"));
        cost.gap().ifPresent(notes::add);
        return new Tile(
                "This month against its budget",
                amount(cost),
                used.map(share -> Math.round(Math.min(share, 1) * 100) + "%"),
                notes);
    }

    private Tile p95() {
        RunGroup now = contents.runs().week();
        RunGroup before = contents.runs().weekBefore();
        List<String> notes = new ArrayList<>();
        notes.add("of " + Figures.count(now.runs(), "run", "runs") + " of the 7 days");
        Optional<SampleSummary> costs = now.costs();
        long unknown = now.runs() - costs.map(SampleSummary::n).orElse(0);
        if (unknown > 0) {
            notes.add("the cost of " + (unknown == now.runs() ? "none" : Figures.count(now.runs() - unknown))
                    + " of them is known");
        }
        if (costs.isPresent() && before.costs().isPresent()) {
            double was = before.costs().get().at(Percentile.P95);
            notes.add(against(costs.get().at(Percentile.P95), was, Figures.usd(was)));
        }
        if (costs.filter(known -> !known.isEstimable(Percentile.P95)).isPresent()) {
            notes.add("~: of fewer than " + Percentile.P95.estimableFrom() + " runs, so hardly known");
        }
        return new Tile("P95 of the cost of a run", now.p95OfCosts(), notes);
    }

    private Tile agents() {
        Map<String, UsageSum> byAgent = contents.sums(contents.spans().week(), Dimension.AGENT);
        UsageSum all = byAgent.values().stream().reduce(UsageSum.NONE, UsageSum::plus);
        boolean priced = all.costUsd().signum() > 0;
        List<String> agents = byAgent.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                                (Map.Entry<String, UsageSum> agent) -> amount(agent.getValue(), priced))
                        .reversed())
                .limit(TOP)
                .map(agent -> Agents.name(agent.getKey()) + ": " + inWords(agent.getValue(), priced) + ", "
                        + Figures.share(amount(agent.getValue(), priced) / Math.max(amount(all, priced), 1e-9)))
                .toList();
        String answer = agents.isEmpty() ? "none" : agents.get(0);
        return new Tile(
                "Top three agents of this week",
                answer,
                agents.isEmpty() ? List.of("no call in these 7 days") : agents.subList(1, agents.size()));
    }

    private static double amount(UsageSum sum, boolean priced) {
        return priced ? sum.costUsd().doubleValue() : sum.tokens();
    }

    private static String inWords(UsageSum sum, boolean priced) {
        return priced ? new Cost(sum).inWords() : Figures.count(sum.tokens()) + " tokens";
    }
}
