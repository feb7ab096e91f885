package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenbudget.internal.gateway.Corpus.Exchange;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Serves every recorded exchange through the real gateway. */
class CorpusTest {

    @AutoClose
    private static ExchangePlayer player;

    static Stream<Exchange> exchanges() {
        return Corpus.exchanges().stream();
    }

    @BeforeAll
    static void start() {
        player = new ExchangePlayer(Corpus.exchanges());
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void gives_the_expected_usage_and_unchanged_bytes(Exchange exchange) throws IOException {
        check(exchange, player.play(exchange));
    }

    private static void check(Exchange exchange, List<ModelCall> calls) {
        JsonNode expected = exchange.expected();
        if (exchange.headersOnly()) {
            assertThat(calls).singleElement().extracting(ModelCall::usage).isEqualTo(exchange.usageInHeaders());
        } else if (expected.isNull()) {
            assertThat(calls).noneMatch(call -> call.status() == UsageStatus.REPORTED);
        } else {
            assertThat(calls).hasSize(1 + expected.path("outsideTopLevel").size());
            check(withMistralsCache(expected, exchange), calls.get(0));
            for (int i = 1; i < calls.size(); i++) {
                check(expected.path("outsideTopLevel").path(i - 1), calls.get(i));
            }
        }
    }

    private static void check(JsonNode expected, ModelCall call) {
        TokenUsage usage = call.usage();
        boolean inputOnly = call.kind() != CallKind.INFERENCE && usage.input().isPresent() && !expected.has("output");
        boolean inUnits = expected.has("units");
        assertThat(usage.input()).as("input").isEqualTo(count(expected, "input"));
        assertThat(usage.output()).as("output").isEqualTo(inputOnly ? OptionalLong.of(0) : count(expected, "output"));
        assertThat(call.status())
                .isEqualTo(usage.total().isPresent() || inUnits ? UsageStatus.REPORTED : UsageStatus.UNKNOWN);
        if (!expected.has("type")) {
            assertThat(usage.cacheRead()).as("cacheRead").isEqualTo(count(expected, "cacheRead"));
            assertThat(usage.cacheWrite()).as("cacheWrite").isEqualTo(count(expected, "cacheWrite"));
            assertThat(usage.reasoning()).as("reasoning").isEqualTo(count(expected, "reasoning"));
        }
    }

    /** The recordings' expectations were written before {@code num_cached_tokens} was known to be the cache's reads. */
    private static JsonNode withMistralsCache(JsonNode expected, Exchange exchange) {
        long cached = exchange.recorded()
                .path("usage_on_the_wire")
                .path("num_cached_tokens")
                .asLong();
        return cached > 0 ? ((ObjectNode) expected.deepCopy()).put("cacheRead", cached) : expected;
    }

    private static OptionalLong count(JsonNode expected, String name) {
        return expected.has(name) ? OptionalLong.of(expected.path(name).asLong()) : OptionalLong.empty();
    }
}
