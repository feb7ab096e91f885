package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What several calls cost together.
 *
 * @param known the costs that are known, summed by kind of token: a lower bound where others are unknown
 * @param unpriced what has no known cost, by name
 * @param prices the prices that were taken, in words, by the model's name
 * @param assumed names of models that were priced at their maker's prices, because the list does not know the upstream
 */
public record Bill(
        CostParts known,
        SortedMap<String, Cost.Unpriced> unpriced,
        SortedMap<String, String> prices,
        List<String> assumed) {

    private static final Pattern OR = Pattern.compile(" or ");

    public Bill {
        unpriced = Collections.unmodifiableSortedMap(new TreeMap<>(unpriced));
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
        assumed = List.copyOf(assumed);
    }

    /** Return the bill of calls that cost {@code costs}. */
    static Bill of(Collection<Cost> costs) {
        List<Cost.Priced> priced = instances(costs, Cost.Priced.class);
        SortedMap<String, Cost.Unpriced> unpriced = new TreeMap<>();
        instances(costs, Cost.Unpriced.class).forEach(missing -> unpriced.putIfAbsent(missing.name(), missing));
        // a list hands out each of its prices as one and the same object: telling them apart by value takes longer than
        // billing
        Map<TieredPrice, Set<String>> models = new IdentityHashMap<>();
        priced.forEach(cost -> models.computeIfAbsent(cost.price(), price -> new HashSet<>())
                .add(cost.model().name()));
        SortedMap<String, String> prices = new TreeMap<>();
        models.forEach((price, names) -> names.forEach(name -> prices.merge(name, price.inWords(), Bill::orElse)));
        List<String> assumed = priced.stream()
                .filter(cost -> cost.basis() == Cost.Basis.MAKER)
                .map(cost -> cost.model().name())
                .distinct()
                .sorted()
                .toList();
        return new Bill(CostParts.sum(priced.stream().map(Cost.Priced::parts).toList()), unpriced, prices, assumed);
    }

    private static <T> List<T> instances(Collection<? super T> costs, Class<T> kind) {
        return costs.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Return the bill of all that {@code bills} are bills of. */
    public static Bill sum(Collection<Bill> bills) {
        SortedMap<String, Cost.Unpriced> unpriced = new TreeMap<>();
        SortedMap<String, String> prices = new TreeMap<>();
        SortedSet<String> assumed = new TreeSet<>();
        for (Bill bill : bills) {
            unpriced.putAll(bill.unpriced);
            bill.prices.forEach((model, price) -> prices.merge(model, price, Bill::orElse));
            assumed.addAll(bill.assumed);
        }
        return new Bill(
                CostParts.sum(bills.stream().map(Bill::known).toList()), unpriced, prices, List.copyOf(assumed));
    }

    /** Some models have another price at another hour, or from one day on. */
    private static String orElse(String one, String other) {
        if (one.equals(other)) {
            return one;
        }
        return Stream.concat(OR.splitAsStream(one), OR.splitAsStream(other))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
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
