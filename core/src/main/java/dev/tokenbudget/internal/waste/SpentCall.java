package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.BillableTokens;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.price.TokenPrice;
import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One call, split into what may be claimed: each item of its prompt, the rest of it, its reasoning, its answer, and its fee. */
final class SpentCall {

    private final ModelCall call;
    private final int number;
    private final Optional<TokenPrice> price;
    private final List<Item> items;
    private final long[] ends;
    private final PricedRange range;
    private final Saving spent;

    /** Those of items, by their place, as far as somebody asked for them: conversations are long, and findings few. */
    private final Map<Integer, Portion> portions = new HashMap<>();

    private final Portion otherInput;
    private final Portion reasoning;
    private final Portion answer;
    private final Portion fee;
    private boolean isClaimed;

    /**
     * Split a call whose usage is known.
     *
     * @param number its place among the calls of its run, from 1
     */
    SpentCall(ModelCall call, int number, PriceList prices, ItemTokens scale) {
        this.call = call;
        this.number = number;
        this.items = call.prompt().map(PromptSections::items).orElse(List.of());
        Cost cost = prices.cost(call);
        price = cost instanceof Cost.Priced priced ? Optional.of(priced.step()) : Optional.empty();
        range = new PricedRange(cost);
        ends = scale.ends(call, items);
        long begin = begin(ends.length);
        long input = Math.max(0, call.usage().input().orElse(0));
        long output = Math.max(0, call.usage().output().orElse(0));
        long thought = Math.min(output, Math.max(0, call.usage().reasoning().orElse(0)));
        otherInput = new Portion(input - begin, range.usd(begin, input));
        reasoning = new Portion(thought, range.usd(Kind.REASONING, thought));
        answer = new Portion(output - thought, range.usd(Kind.OUTPUT, output - thought));
        fee = new Portion(0, range.usd(Kind.CALLS, 1));
        spent = new Saving(input + output, cost.usd().orElse(BigDecimal.ZERO));
    }

    ModelCall call() {
        return call;
    }

    int number() {
        return number;
    }

    String agent() {
        return call.agent().orElse("");
    }

    /** Return the price of its tokens, where that is known. */
    Optional<TokenPrice> price() {
        return price;
    }

    List<Item> items() {
        return items;
    }

    /** Whether the request holds the whole prompt, and it is known what that is made of. */
    boolean isWhole() {
        return !items.isEmpty() && call.prompt().filter(PromptSections::whole).isPresent();
    }

    /** Return how many tokens the provider counts for an item, claimed or not. */
    long sizeOf(int item) {
        return ends[item] - begin(item);
    }

    /** Return how many tokens the provider counts for an item, as far as they are not claimed. */
    long tokensOf(int item) {
        return Optional.ofNullable(portions.get(item)).map(Portion::tokens).orElseGet(() -> sizeOf(item));
    }

    Portion portion(int item) {
        return portions.computeIfAbsent(
                item, place -> new Portion(sizeOf(place), range.usd(begin(place), ends[place])));
    }

    private long begin(int item) {
        return item == 0 ? 0 : ends[item - 1];
    }

    Portion answer() {
        return answer;
    }

    /** Return what was spent, whether it is claimed or not. */
    Saving spent() {
        return spent;
    }

    /** Whether a finding has claimed the call as a whole. */
    boolean isClaimed() {
        return isClaimed;
    }

    /** Claim all of the call that is left. */
    Saving take() {
        isClaimed = true;
        return all().map(Portion::take).reduce(Saving.NONE, Saving::plus);
    }

    /** Claim all of the call that is left, of which only {@code part} of {@code whole} is saved in dollars. */
    Saving takeCheaper(BigDecimal part, BigDecimal whole) {
        return all().map(portion -> portion.takeCheaper(part, whole)).reduce(Saving.NONE, Saving::plus);
    }

    private Stream<Portion> all() {
        return Stream.concat(
                IntStream.range(0, items.size()).mapToObj(this::portion),
                Stream.of(otherInput, reasoning, answer, fee));
    }

    /** What the tokens of one call cost by their place in its prompt: what is cached stands at its beginning. */
    private record PricedRange(Optional<Cost.Priced> priced) {

        private static final List<Kind> ORDER =
                List.of(Kind.CACHE_READ, Kind.CACHE_WRITE, Kind.CACHE_WRITE_1H, Kind.INPUT);

        PricedRange(Cost cost) {
            this(cost instanceof Cost.Priced known ? Optional.of(known) : Optional.empty());
        }

        BigDecimal usd(long from, long to) {
            return priced.isPresent() ? usd(priced.get(), from, to) : BigDecimal.ZERO;
        }

        BigDecimal usd(Kind kind, long number) {
            return priced.isPresent() ? priced.get().step().usd(kind, number) : BigDecimal.ZERO;
        }

        private static BigDecimal usd(Cost.Priced known, long from, long to) {
            BillableTokens tokens = known.tokens();
            BigDecimal sum = BigDecimal.ZERO;
            long begin = 0;
            for (Kind kind : ORDER) {
                long end = begin + tokens.of(kind);
                long within = Math.min(end, to) - Math.max(begin, from);
                sum = sum.add(known.step().usd(kind, Math.max(0, within)));
                begin = end;
            }
            return sum;
        }
    }
}
