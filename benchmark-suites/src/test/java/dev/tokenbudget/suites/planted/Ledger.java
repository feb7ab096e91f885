package dev.tokenbudget.suites.planted;

import dev.tokenbudget.internal.price.ListPrice;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.price.TokenPrice;
import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.suites.offline.ChargedCall;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a provider charged the runs of a build with, by its own count.
 *
 * @param upstream the name of the provider
 * @param calls all calls of all runs but those of judges
 */
record Ledger(String upstream, int runs, List<ChargedCall> calls) {

    Ledger {
        calls = calls.stream()
                .filter(call -> !call.caller().equals(PlannedRun.JUDGE))
                .toList();
    }

    /** Return the mean tokens of a run. */
    BigDecimal tokens() {
        return ofRun(
                calls.stream().map(call -> BigDecimal.valueOf(call.tokens())).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Return the mean tokens of a run that some calls made. */
    BigDecimal tokensOfCalls(Predicate<ChargedCall> which) {
        return new Ledger(upstream, runs, calls.stream().filter(which).toList()).tokens();
    }

    /** Return the mean tokens of a run that some parts of prompts made, as o200k_base counts them. */
    BigDecimal tokensOfParts(Predicate<ChargedCall.Part> which) {
        return ofRun(BigDecimal.valueOf(calls.stream()
                .flatMap(call -> call.prompt().stream())
                .filter(which)
                .mapToLong(ChargedCall.Part::tokens)
                .sum()));
    }

    /** Return the mean cost of a run in US dollars, by the bundled prices. */
    BigDecimal dollars() {
        return ofRun(calls.stream().map(this::dollars).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private BigDecimal dollars(ChargedCall call) {
        ListPrice.Listed listed =
                (ListPrice.Listed) PriceList.bundled().listPrice(upstream, call.model(), Instant.now());
        TokenPrice price = listed.price().base();
        return usd(price, Kind.INPUT, call.uncached())
                .add(usd(price, Kind.CACHE_READ, call.cacheRead()))
                .add(usd(price, Kind.CACHE_WRITE, call.cacheWrite()))
                .add(usd(price, Kind.OUTPUT, call.output()));
    }

    private static BigDecimal usd(TokenPrice price, Kind kind, long tokens) {
        return tokens == 0 ? BigDecimal.ZERO : price.of(kind).orElseThrow().multiply(BigDecimal.valueOf(tokens, 6));
    }

    private BigDecimal ofRun(BigDecimal sum) {
        return sum.divide(BigDecimal.valueOf(runs), MathContext.DECIMAL64);
    }
}
