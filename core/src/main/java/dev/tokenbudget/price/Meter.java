package dev.tokenbudget.price;

import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds up what calls cost. Tokens of the same price are added before they are charged: calls are many and prices few, and
 * the cost is the same to the last digit. For one thread.
 */
public final class Meter {

    private final PriceList prices;
    private final List<Line> lines = new ArrayList<>();
    private final SortedMap<String, Cost.Unpriced> unpriced = new TreeMap<>();

    /**
     * Begin with no call.
     *
     * @param prices the price list
     */
    public Meter(PriceList prices) {
        this.prices = prices;
    }

    /** Add what {@code call} cost when it was made. */
    public void add(ModelCall call) {
        add(prices.cost(call));
    }

    void add(Cost cost) {
        if (cost instanceof Cost.Priced priced) {
            add(priced);
        } else if (cost instanceof Cost.Unpriced missing) {
            unpriced.putIfAbsent(missing.name(), missing);
        }
    }

    /** Return what all calls cost that were added. */
    public Bill bill() {
        List<CostParts> known = new ArrayList<>();
        SortedMap<String, String> inWords = new TreeMap<>();
        SortedSet<String> assumed = new TreeSet<>();
        for (Line line : lines) {
            Cost.Priced first = line.first;
            known.add(first.step().of(line.tokens, line.calls));
            inWords.merge(first.model().name(), prices.inWords(first.price()), Bill::orElse);
            if (first.basis() == Cost.Basis.MAKER) {
                assumed.add(first.model().name());
            }
        }
        return new Bill(CostParts.sum(known), unpriced, inWords, List.copyOf(assumed));
    }

    private void add(Cost.Priced cost) {
        for (Line line : lines) {
            if (line.isOf(cost)) {
                line.tokens = line.tokens.plus(cost.tokens());
                line.calls++;
                return;
            }
        }
        lines.add(new Line(cost));
    }

    /** Calls of one price. */
    private static final class Line {
        private final Cost.Priced first;
        private BillableTokens tokens;
        private int calls = 1;

        Line(Cost.Priced first) {
            this.first = first;
            this.tokens = first.tokens();
        }

        /** The list hands out each of its prices as one and the same object. */
        boolean isOf(Cost.Priced cost) {
            return cost.step() == first.step()
                    && cost.price() == first.price()
                    && cost.model() == first.model()
                    && cost.basis() == first.basis()
                    && tokens.hasRoomFor(cost.tokens());
        }
    }
}
