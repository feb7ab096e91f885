package dev.tokenbudget.internal.price;

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

    /** Add what a call cost. */
    public void add(Cost cost) {
        if (cost instanceof Cost.Priced priced) {
            add(priced, priced.tokens(), 1);
        } else if (cost instanceof Cost.Unpriced missing) {
            unpriced.putIfAbsent(missing.name(), missing);
        }
    }

    /** Add all that {@code other} has added. */
    public void addAll(Meter other) {
        other.lines.forEach(line -> add(line.first, line.tokens, line.calls));
        other.unpriced.forEach(unpriced::putIfAbsent);
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

    private void add(Cost.Priced price, BillableTokens tokens, long calls) {
        for (Line line : lines) {
            if (line.isOf(price) && line.tokens.hasRoomFor(tokens)) {
                line.tokens = line.tokens.plus(tokens);
                line.calls += calls;
                return;
            }
        }
        lines.add(new Line(price, tokens, calls));
    }

    /** Calls of one price. */
    private static final class Line {
        private final Cost.Priced first;
        private BillableTokens tokens;
        private long calls;

        Line(Cost.Priced first, BillableTokens tokens, long calls) {
            this.first = first;
            this.tokens = tokens;
            this.calls = calls;
        }

        /** The list hands out each of its prices as one and the same object. */
        boolean isOf(Cost.Priced cost) {
            return cost.step() == first.step()
                    && cost.price() == first.price()
                    && cost.model() == first.model()
                    && cost.basis() == first.basis();
        }
    }
}
