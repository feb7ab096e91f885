package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.TokenPrice;
import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections.Item;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds instructions that all requests of an agent in a run begin with, tools, response format and system prompt, that are long enough
 * to be cached, and of which the provider says that none was: neither read nor written in any of the calls. What it costs to write
 * them once is taken off.
 */
final class UncachedPrefixes implements WasteRule {

    private static final Set<Item.Kind> INSTRUCTIONS =
            EnumSet.of(Item.Kind.TOOL_DEFINITION, Item.Kind.RESPONSE_FORMAT, Item.Kind.SYSTEM);

    /** Providers keep a prompt for five minutes at least. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    @Override
    public void claim(SpentTask task, Claims claims) {
        for (SpentRun run : task.runs()) {
            run.byAgent().forEach((agent, calls) -> {
                if (calls.stream().allMatch(UncachedPrefixes::isUncached)) {
                    claim(run, agent, calls, claims);
                }
            });
        }
    }

    private static void claim(SpentRun run, String agent, List<SpentCall> calls, Claims claims) {
        int common = calls.size() < 2 ? 0 : commonItems(calls);
        if (common == 0) {
            return;
        }
        SpentCall first = calls.get(0);
        List<SpentCall> readers = readers(calls);
        long prefix = tokens(first, common);
        Optional<TokenPrice> price = first.price();
        if (readers.isEmpty() || prefix <= CacheMinimum.of(first.call()) || price.isEmpty()) {
            return;
        }
        BigDecimal input = price.get().usd(Kind.INPUT, prefix);
        BigDecimal written = price.get().usd(Kind.CACHE_WRITE, prefix).subtract(input);
        BigDecimal perCall = input.subtract(price.get().usd(Kind.CACHE_READ, prefix))
                .subtract(
                        written.max(BigDecimal.ZERO).divide(BigDecimal.valueOf(readers.size()), MathContext.DECIMAL64));
        if (perCall.signum() <= 0) {
            return;
        }
        for (SpentCall call : readers) {
            Saving saving = IntStream.range(0, common)
                    .mapToObj(i -> call.portion(i).takeCheaper(perCall, input))
                    .reduce(Saving.NONE, Saving::plus);
            claims.add(
                    new WasteKey(WasteKind.UNCACHED_PREFIX, agent, call.call().requestedModel()),
                    run,
                    call,
                    saving,
                    "the instructions, " + Figures.count(prefix)
                            + " tokens, are the same in each request, and the provider caches none of them",
                    cure(call.call()));
        }
    }

    /** Return how many items all calls begin with, one soon after the other; 0 where a call is late. */
    private static int commonItems(List<SpentCall> calls) {
        List<Item> first = calls.get(0).items();
        int common = (int) first.stream()
                .takeWhile(item -> INSTRUCTIONS.contains(item.kind()))
                .count();
        for (int i = 1; i < calls.size(); i++) {
            if (isLate(calls.get(i - 1).call(), calls.get(i).call())) {
                return 0;
            }
            List<Item> items = calls.get(i).items();
            common = (int) IntStream.range(0, Math.min(common, items.size()))
                    .takeWhile(place -> items.get(place).equals(first.get(place)))
                    .count();
        }
        return common;
    }

    /** Return the calls that could read what another has written: a cache can be read once the answer has begun. */
    private static List<SpentCall> readers(List<SpentCall> calls) {
        Instant written = calls.stream()
                .map(call -> begunAnswer(call.call()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return calls.subList(1, calls.size()).stream()
                .filter(call -> !call.call().started().isBefore(written))
                .toList();
    }

    private static Instant begunAnswer(ModelCall call) {
        return call.started().plus(call.timeToFirstToken().orElse(call.latency()));
    }

    private static boolean isLate(ModelCall before, ModelCall call) {
        return Duration.between(before.started().plus(before.latency()), call.started())
                        .compareTo(KEPT)
                > 0;
    }

    private static long tokens(SpentCall call, int items) {
        return IntStream.range(0, items).mapToLong(call::sizeOf).sum();
    }

    /** Where a provider does not say, nothing is known. */
    private static boolean isUncached(SpentCall call) {
        boolean told = call.call().usage().cacheRead().isPresent();
        long cached = call.call().usage().cacheRead().orElse(0)
                + call.call().usage().cacheWrite().orElse(0);
        return told && cached == 0 && call.isWhole();
    }

    private static String cure(ModelCall call) {
        return CacheMinimum.asksForMarks(call)
                ? "Mark their end for the cache (Anthropic: cache_control, Bedrock: cachePoint)."
                : "See docs/waste.md for what keeps a provider from caching; a prompt_cache_key may help.";
    }
}
