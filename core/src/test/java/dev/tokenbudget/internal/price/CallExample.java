package dev.tokenbudget.internal.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;

/** Calls for the tests of this package, made on one day unless a test says otherwise. */
final class CallExample {

    static final Instant A_DAY = Instant.parse("2026-09-24T12:00:00Z");

    private CallExample() {}

    static ModelCall call(String upstream, String model, TokenUsage usage) {
        return call(upstream, model, usage, A_DAY);
    }

    static ModelCall call(String upstream, String model, TokenUsage usage, Instant started) {
        return ModelCall.builder(upstream, model).usage(usage).started(started).build();
    }

    static BigDecimal usd(Cost cost) {
        assertThat(cost).isInstanceOf(Cost.Priced.class);
        return cost.usd().orElseThrow();
    }

    static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }
}
