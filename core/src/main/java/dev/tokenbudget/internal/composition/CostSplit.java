package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.usage.PromptSections.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Says what each part of a call costs; the parts add up to the call's cost.
 *
 * <p>Providers cache beginnings of prompts: what was read from the cache is the beginning of the prompt, what was written to
 * it comes next, and the rest is charged in full. Where in the prompt a provider's own tokens stand is not known: they are
 * taken to be spread over all of it.
 */
final class CostSplit {

    private static final List<Part> CACHED =
            List.of(Part.TOOLS, Part.RESPONSE_FORMAT, Part.SYSTEM, Part.HISTORY, Part.TOOL_RESULTS, Part.USER);

    private static final int PARTS = Part.values().length;

    private final Cost.Priced cost;
    private final double read;
    private final double written;
    private final double rateOfRead;
    private final double rateOfWritten;
    private final double rateOfRest;

    CostSplit(Cost.Priced cost) {
        this.cost = cost;
        long prompt = cost.tokens().prompt();
        long cacheRead = cost.tokens().cacheRead();
        long cacheWrite = cost.tokens().cacheWrite() + cost.tokens().cacheWrite1h();
        read = share(cacheRead, prompt);
        written = share(cacheWrite, prompt);
        rateOfRead = rate(cost.usd(Kind.CACHE_READ), cacheRead);
        rateOfWritten = rate(cost.usd(Kind.CACHE_WRITE).add(cost.usd(Kind.CACHE_WRITE_1H)), cacheWrite);
        rateOfRest = rate(cost.usd(Kind.INPUT), cost.tokens().input());
    }

    /**
     * Add what each part costs, in the unit of {@link Costs}.
     *
     * @param sizes tokens of each section
     * @param items the pieces of the prompt, in order; empty where they are not told apart
     * @param left the part that the rest of the input is
     */
    void addTo(PartSums costs, SectionSizes sizes, List<Item> items, Part left) {
        BigInteger rest = Costs.unitsOf(cost.sum())
                .subtract(added(costs, Part.OUTPUT, Costs.unitsOf(cost.usd(Kind.OUTPUT))))
                .subtract(added(costs, Part.REASONING, Costs.unitsOf(cost.usd(Kind.REASONING))));
        double[] rates = rates(sizes, items);
        for (Part part : CACHED) {
            rest = rest.subtract(added(costs, part, Costs.unitsOf(sizes.of(part) * rates[part.ordinal()])));
        }
        costs.add(left, rest);
    }

    private static BigInteger added(PartSums costs, Part part, BigInteger units) {
        costs.add(part, units);
        return units;
    }

    /** Return what a token of each section costs on average, by the section's ordinal. */
    private double[] rates(SectionSizes sizes, List<Item> items) {
        double[] rates = new double[PARTS];
        if (read == 0 && written == 0) {
            Arrays.fill(rates, rateOfRest);
            return rates;
        }
        List<Piece> pieces = pieces(sizes, items);
        double text = 0;
        for (Piece piece : pieces) {
            text += piece.tokens();
        }
        double[] tokens = new double[PARTS];
        double before = 0;
        for (Piece piece : pieces) {
            double from = before / text;
            before += piece.tokens();
            rates[piece.part().ordinal()] += rate(from, before / text) * piece.tokens();
            tokens[piece.part().ordinal()] += piece.tokens();
        }
        for (int part = 0; part < PARTS; part++) {
            rates[part] /= tokens[part] == 0 ? 1 : tokens[part];
        }
        return rates;
    }

    /** Return what the prompt is made of and has tokens: its items, and behind them the sections of which no item is known. */
    private static List<Piece> pieces(SectionSizes sizes, List<Item> items) {
        List<Piece> pieces = new ArrayList<>();
        Set<Part> known = EnumSet.noneOf(Part.class);
        for (Item item : items) {
            known.add(partOf(item));
            add(pieces, partOf(item), item.tokens());
        }
        for (Part part : CACHED) {
            if (!known.contains(part)) {
                add(pieces, part, sizes.of(part));
            }
        }
        return pieces;
    }

    private static void add(List<Piece> pieces, Part part, long tokens) {
        if (tokens > 0) {
            pieces.add(new Piece(part, tokens));
        }
    }

    private record Piece(Part part, double tokens) {}

    private static Part partOf(Item item) {
        return switch (item.kind()) {
            case TOOL_DEFINITION -> Part.TOOLS;
            case RESPONSE_FORMAT -> Part.RESPONSE_FORMAT;
            case SYSTEM -> Part.SYSTEM;
            case HISTORY -> Part.HISTORY;
            case TOOL_RESULT -> Part.TOOL_RESULTS;
            case USER -> Part.USER;
        };
    }

    /** Return what a token costs on average between two places of the prompt, which go from 0 to 1. */
    private double rate(double from, double to) {
        double ofRead = overlap(from, to, 0, read);
        double ofWritten = overlap(from, to, read, read + written);
        double ofRest = Math.max(0, to - from - ofRead - ofWritten);
        double all = ofRead + ofWritten + ofRest;
        return all == 0 ? rateOfRest : (ofRead * rateOfRead + ofWritten * rateOfWritten + ofRest * rateOfRest) / all;
    }

    private static double overlap(double from, double to, double start, double end) {
        return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double rate(BigDecimal usd, long tokens) {
        return tokens == 0 ? 0 : usd.doubleValue() / tokens;
    }
}
