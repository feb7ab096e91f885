package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.price.PriceSource;
import dev.tokenbudget.internal.price.WhatIf;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What all measured tasks cost together, in US dollars.
 *
 * @param prices the price list
 * @param day the day of the latest run
 * @param before one accepted run of each task; absent where the cost of any is unknown or a task is new
 * @param after one successful run of each task at its mean; absent where the cost of any is unknown
 * @param runsPerMonth how often each task runs in a month, where that was said
 * @param bill what all runs cost together, those that failed included
 * @param priceChanges models whose price changed since the baseline
 * @param labels what the values of labels cost
 * @param whatIf what one successful run of each task would have cost on other models of the same upstreams
 * @param test what all runs cost with their judges, of which nothing is in all of the above
 */
public record SuiteCost(
        PriceList prices,
        LocalDate day,
        OptionalDouble before,
        OptionalDouble after,
        OptionalLong runsPerMonth,
        Bill bill,
        List<PriceChange> priceChanges,
        List<LabelCost> labels,
        WhatIf whatIf,
        TestPrice test) {

    /** Days after which prices are called old. */
    public static final int OLD_AFTER_DAYS = 180;

    /**
     * Add up.
     *
     * @param prices the price list by which the runs were priced
     * @param tasks what each measured task costs
     * @param notInUse what each variant of a task costs that is only compared with the one in use
     * @param measured what each of these tasks spent, at least one
     * @param runsPerMonth how often each task runs in a month, where that was said
     */
    public static SuiteCost of(
            PriceList prices,
            List<TaskCost> tasks,
            List<TaskCost> notInUse,
            List<TaskSpending> measured,
            OptionalLong runsPerMonth) {
        List<TaskCost> all = Stream.concat(tasks.stream(), notInUse.stream()).toList();
        Bill bill = Bill.sum(all.stream().map(TaskCost::bill).toList());
        Instant latest = measured.stream()
                .map(TaskSpending::latest)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new SuiteCost(
                prices,
                latest.atZone(ZoneOffset.UTC).toLocalDate(),
                sum(tasks, TaskCost::before),
                sum(tasks, TaskCost::after),
                runsPerMonth,
                bill,
                all.stream()
                        .flatMap(task -> task.priceChanges().stream())
                        .distinct()
                        .toList(),
                LabelTallies.sum(measured.stream().map(TaskSpending::labels).toList())
                        .toCosts(bill.usd()),
                WhatIf.onSameUpstreams(
                        prices,
                        measured.stream()
                                .flatMap(task -> task.oneRun().stream())
                                .toList()),
                TestPrice.sum(measured.stream().map(TaskSpending::test).toList()));
    }

    /** Return this cost with what judges used in calls that are part of no run. */
    public SuiteCost and(List<ModelCall> looseCallsOfJudges) {
        return with(test.and(looseCallsOfJudges, prices));
    }

    /** Return this cost with another price of the test. */
    public SuiteCost with(TestPrice price) {
        return new SuiteCost(prices, day, before, after, runsPerMonth, bill, priceChanges, labels, whatIf, price);
    }

    /** Return which models have no price and why, by name. */
    public List<Cost.Unpriced> unpriced() {
        return List.copyOf(bill.unpriced().values());
    }

    /** Return how far one run of each task moved together, as a fraction: 0.3 for +30 %. */
    public OptionalDouble drift() {
        return Drift.of(before, after);
    }

    /** Return what a month costs if each task runs {@link #runsPerMonth} times at its mean; absent where one is unknown. */
    public OptionalDouble perMonth() {
        return after.isPresent() && runsPerMonth.isPresent()
                ? OptionalDouble.of(after.getAsDouble() * runsPerMonth.getAsLong())
                : OptionalDouble.empty();
    }

    /** Return the cost as a sentence, such as "A run of all tasks costs $0.1234 (before $0.1010)."; or why it is not known. */
    public String sentence() {
        if (after.isEmpty()) {
            return "What a run of all tasks costs is not known"
                    + bill.unknownBecause().map(reason -> ": " + reason).orElse("") + ".";
        }
        String text = "A run of all tasks costs " + Figures.usd(after.getAsDouble());
        if (before.isPresent()) {
            text += " (before " + Figures.usd(before.getAsDouble(), after.getAsDouble()) + ")";
        }
        if (perMonth().isPresent()) {
            text += ", " + Figures.usd(perMonth().getAsDouble()) + " a month at "
                    + Figures.count(runsPerMonth.getAsLong()) + " runs of each task a month";
        }
        return text + ".";
    }

    /** Return what a reader should know of the figures, whole sentences: their list, its age, and what is not certain. */
    public List<String> remarks() {
        return Stream.of(
                        prices.sources().stream().map(this::inWords),
                        unpriced().stream().map(Cost.Unpriced::sentence),
                        bill.assumed().stream()
                                .map(
                                        model -> model
                                                + " is charged at its maker's prices: the price list does not know the upstream."),
                        priceChanges.stream().map(PriceChange::sentence))
                .flatMap(sentences -> sentences)
                .toList();
    }

    /** Return which price lists are old, as warnings, where a price was taken. */
    public List<String> warnings() {
        return prices.sources().stream()
                .filter(source -> !bill.prices().isEmpty() && isOld(source))
                .map(this::inWords)
                .toList();
    }

    private boolean isOld(PriceSource source) {
        return source.ageInDays(day) > OLD_AFTER_DAYS;
    }

    private String inWords(PriceSource source) {
        long age = source.ageInDays(day);
        String text = "Prices: " + source.source() + " of " + source.date();
        return isOld(source)
                ? text + ", which is " + age + " days older than the runs: look for newer ones."
                : text + ".";
    }

    private static OptionalDouble sum(List<TaskCost> tasks, Function<TaskCost, OptionalDouble> part) {
        boolean known = !tasks.isEmpty()
                && tasks.stream().allMatch(task -> part.apply(task).isPresent());
        return known
                ? OptionalDouble.of(tasks.stream()
                        .mapToDouble(task -> part.apply(task).orElseThrow())
                        .sum())
                : OptionalDouble.empty();
    }
}
