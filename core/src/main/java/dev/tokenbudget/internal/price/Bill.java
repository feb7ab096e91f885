package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What several calls cost together.
 *
 * @param known the costs that are known, summed by kind of token: a lower bound where others are unknown
 * @param unpriced what has no known cost, by name
 * @param taken the prices that were taken, by the model's name: several where a model has another at another hour, or from
 *     one day on
 * @param assumed names of models that were priced at their maker's prices, because the list does not know the upstream
 */
public record Bill(
        CostParts known,
        SortedMap<String, Cost.Unpriced> unpriced,
        SortedMap<String, List<TieredPrice>> taken,
        List<String> assumed) {

    public Bill {
        unpriced = Collections.unmodifiableSortedMap(new TreeMap<>(unpriced));
        taken = Collections.unmodifiableSortedMap(new TreeMap<>(taken));
        assumed = List.copyOf(assumed);
    }

    /** Return the bill of calls that cost {@code costs}. */
    static Bill of(Collection<Cost> costs) {
        List<CostParts> known = new ArrayList<>();
        SortedMap<String, Cost.Unpriced> unpriced = new TreeMap<>();
        SortedMap<String, List<TieredPrice>> taken = new TreeMap<>();
        SortedSet<String> assumed = new TreeSet<>();
        for (Cost cost : costs) {
            if (cost instanceof Cost.Unpriced missing) {
                unpriced.putIfAbsent(missing.name(), missing);
            } else if (cost instanceof Cost.Priced priced) {
                String model = priced.model().name();
                known.add(priced.parts());
                take(taken, model, priced.price());
                if (priced.basis() == Cost.Basis.MAKER) {
                    assumed.add(model);
                }
            }
        }
        return new Bill(CostParts.sum(known), unpriced, taken, List.copyOf(assumed));
    }

    /** Return the bill of all that {@code bills} are bills of. */
    public static Bill sum(Collection<Bill> bills) {
        SortedMap<String, Cost.Unpriced> unpriced = new TreeMap<>();
        SortedMap<String, List<TieredPrice>> taken = new TreeMap<>();
        SortedSet<String> assumed = new TreeSet<>();
        for (Bill bill : bills) {
            unpriced.putAll(bill.unpriced);
            bill.taken.forEach((model, prices) -> prices.forEach(price -> take(taken, model, price)));
            assumed.addAll(bill.assumed);
        }
        return new Bill(CostParts.sum(bills.stream().map(Bill::known).toList()), unpriced, taken, List.copyOf(assumed));
    }

    /** Add a price; a model has few, and most often it is the one that is known already. */
    private static void take(Map<String, List<TieredPrice>> taken, String model, TieredPrice price) {
        List<TieredPrice> known = taken.computeIfAbsent(model, first -> new ArrayList<>());
        if (!known.contains(price)) {
            known.add(price);
        }
    }

    /** Return the prices that were taken, in words, by the model's name. */
    public SortedMap<String, String> prices() {
        SortedMap<String, String> inWords = new TreeMap<>();
        taken.forEach((model, prices) -> inWords.put(
                model,
                prices.stream().map(TieredPrice::inWords).distinct().sorted().collect(Collectors.joining(" or "))));
        return inWords;
    }

    /** Return US dollars, exact; empty where the cost of any call is unknown. */
    public Optional<BigDecimal> usd() {
        return unpriced.isEmpty() ? Optional.of(known.usd()) : Optional.empty();
    }

    /**
     * Return why the cost is not known, such as "no price for acme/model-1" or "not all tokens of openai/gpt-5 are known";
     * empty where it is.
     */
    public Optional<String> unknownBecause() {
        List<String> reasons = new ArrayList<>();
        String withoutPrice = names(model -> model.reason() != Cost.Reason.USAGE_UNKNOWN);
        if (!withoutPrice.isEmpty()) {
            reasons.add("no price for " + withoutPrice);
        }
        String uncounted = names(model -> model.reason() == Cost.Reason.USAGE_UNKNOWN);
        if (!uncounted.isEmpty()) {
            reasons.add("not all tokens of " + uncounted + " are known");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", reasons));
    }

    private String names(Predicate<Cost.Unpriced> which) {
        return unpriced.values().stream().filter(which).map(Cost.Unpriced::name).collect(Collectors.joining(", "));
    }
}
