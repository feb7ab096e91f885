package dev.tokenbudget.price;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What several calls cost together.
 *
 * @param known the costs that are known, summed by kind of token: a lower bound where others are unknown
 * @param unpriced what has no known cost, by name
 * @param assumed names of models that were priced as their maker sells them, because the list does not know the upstream
 */
public record Bill(CostParts known, SortedMap<String, Cost.Unpriced> unpriced, List<String> assumed) {

    public Bill {
        unpriced = Collections.unmodifiableSortedMap(new TreeMap<>(unpriced));
        assumed = List.copyOf(assumed);
    }

    /** Return the bill of calls with these costs. */
    public static Bill of(Collection<? extends Cost> costs) {
        CostParts known = CostParts.ZERO;
        SortedMap<String, Cost.Unpriced> unpriced = new TreeMap<>();
        SortedMap<String, Boolean> assumed = new TreeMap<>();
        for (Cost cost : costs) {
            if (cost instanceof Cost.Priced priced) {
                known = known.plus(priced.parts());
                if (priced.basis() == Cost.Basis.MAKER) {
                    assumed.put(priced.model().name(), true);
                }
            } else if (cost instanceof Cost.Unpriced missing) {
                unpriced.putIfAbsent(missing.name(), missing);
            }
        }
        return new Bill(known, unpriced, List.copyOf(assumed.keySet()));
    }

    /** Return US dollars, exact; empty where the cost of any call is unknown. */
    public Optional<BigDecimal> usd() {
        return unpriced.isEmpty() ? Optional.of(known.usd()) : Optional.empty();
    }
}
