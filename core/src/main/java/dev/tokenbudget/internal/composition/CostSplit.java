package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.usage.PromptSections.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
     * Return what each part costs, in the unit of {@link Costs}.
     *
     * @param sizes tokens of each section
     * @param items the pieces of the prompt, in order; empty where they are not told apart
     * @param left the part that the rest of the input is
     */
    Map<Part, BigInteger> of(Map<Part, Long> sizes, List<Item> items, Part left) {
        BigInteger all = Costs.unitsOf(cost.usd().orElseThrow());
        Map<Part, BigInteger> costs = new EnumMap<>(Part.class);
        costs.put(Part.OUTPUT, Costs.unitsOf(cost.usd(Kind.OUTPUT)));
        costs.put(Part.REASONING, Costs.unitsOf(cost.usd(Kind.REASONING)));
        rates(sizes, items)
                .forEach((part, rate) ->
                        costs.put(part, Costs.unitsOf(BigDecimal.valueOf(sizes.getOrDefault(part, 0L) * rate))));
        BigInteger told = costs.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        costs.merge(left, all.subtract(told), BigInteger::add);
        return costs;
    }

    /** Return what a token of each section costs on average. */
    private Map<Part, Double> rates(Map<Part, Long> sizes, List<Item> items) {
        if (read == 0 && written == 0) {
            Map<Part, Double> same = new EnumMap<>(Part.class);
            sizes.keySet().forEach(part -> same.put(part, rateOfRest));
            return same;
        }
        List<Piece> pieces = pieces(sizes, items);
        double text = pieces.stream().mapToDouble(Piece::tokens).sum();
        Map<Part, Double> usd = new EnumMap<>(Part.class);
        Map<Part, Double> tokens = new EnumMap<>(Part.class);
        double before = 0;
        for (Piece piece : pieces) {
            double from = before / text;
            before += piece.tokens();
            usd.merge(piece.part(), rate(from, before / text) * piece.tokens(), Double::sum);
            tokens.merge(piece.part(), piece.tokens(), Double::sum);
        }
        usd.replaceAll((part, sum) -> sum / tokens.getOrDefault(part, 1.0));
        return usd;
    }

    private static List<Piece> pieces(Map<Part, Long> sizes, List<Item> items) {
        List<Piece> pieces = new ArrayList<>();
        items.forEach(item -> pieces.add(new Piece(partOf(item), item.tokens())));
        for (Part part : CACHED) {
            if (pieces.stream().noneMatch(piece -> piece.part() == part)) {
                pieces.add(new Piece(part, sizes.getOrDefault(part, 0L)));
            }
        }
        pieces.removeIf(piece -> piece.tokens() <= 0);
        return pieces;
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
