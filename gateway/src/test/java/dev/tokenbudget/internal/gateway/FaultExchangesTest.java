package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.Corpus.Exchange;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exchanges that were once counted wrongly, or not at all, each of which stands for a kind. */
class FaultExchangesTest {

    private static final Pattern IN_WORDS = Pattern.compile("REPORTED (\\d+) \\+ (\\d+).*");

    @AutoClose
    private static ExchangePlayer player;

    static Stream<Exchange> exchanges() {
        return Corpus.exchangesIn("shared/faults/exchanges").stream();
    }

    @BeforeAll
    static void start() {
        player = new ExchangePlayer(Corpus.exchangesIn("shared/faults/exchanges"));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void is_counted_as_the_provider_counts_it(Exchange exchange) throws IOException {
        List<ModelCall> calls = player.play(exchange);

        JsonNode expected = exchange.expected();
        if (!expected.isNull()) {
            check(expected, only(calls));
        }
        check(exchange, exchange.recorded().path("expected_call"), calls);
    }

    private static void check(JsonNode expected, ModelCall call) {
        TokenUsage usage = call.usage();
        assertThat(call.status()).isEqualTo(UsageStatus.REPORTED);
        assertThat(usage.input()).as("input").isEqualTo(count(expected, "input"));
        assertThat(usage.output())
                .as("output")
                .isEqualTo(expected.has("output") ? count(expected, "output") : OptionalLong.of(0));
        for (Map.Entry<String, OptionalLong> part : Map.of(
                        "cacheRead", usage.cacheRead(),
                        "cacheWrite", usage.cacheWrite(),
                        "reasoning", usage.reasoning())
                .entrySet()) {
            assertThat(part.getValue()).as(part.getKey()).isEqualTo(count(expected, part.getKey()));
        }
    }

    /** What is expected of a call stands there as fields, or in words. */
    private static void check(Exchange exchange, JsonNode expected, List<ModelCall> calls) {
        if (expected.isObject()) {
            ModelCall call = only(calls);
            expected.properties()
                    .forEach(field -> assertThat(told(call, field.getKey()))
                            .as(field.getKey())
                            .isEqualTo(field.getValue().asText()));
            return;
        }
        Matcher inWords = IN_WORDS.matcher(expected.asText());
        if (inWords.matches()) {
            assertThat(only(calls).usage())
                    .isEqualTo(TokenUsage.of(Long.parseLong(inWords.group(1)), Long.parseLong(inWords.group(2))));
            assertThat(only(calls).status()).isEqualTo(UsageStatus.REPORTED);
        } else if (expected.asText().equals("no call")) {
            assertThat(calls).isEmpty();
        } else if (expected.asText().equals("one call a response")) {
            int answers = new String(exchange.response(), java.nio.charset.StandardCharsets.UTF_8)
                            .split("\"responseId\"", -1)
                            .length
                    - 1;
            assertThat(calls)
                    .hasSizeGreaterThan(1)
                    .hasSizeLessThanOrEqualTo(answers)
                    .allMatch(call -> call.status() == UsageStatus.REPORTED
                            && call.usage().total().orElse(0) > 0);
        } else {
            assertThat(expected.asText())
                    .as("an expectation that this test reads")
                    .isEmpty();
        }
    }

    private static String told(ModelCall call, String field) {
        return switch (field) {
            case "status" -> call.status().name();
            case "kind" -> call.kind().name();
            case "toolCalls" -> String.valueOf(call.toolCalls());
            case "stopReason" -> call.stopReason().orElse("");
            default -> throw new AssertionError("This test does not know " + field);
        };
    }

    private static ModelCall only(List<ModelCall> calls) {
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private static OptionalLong count(JsonNode expected, String name) {
        return expected.has(name) ? OptionalLong.of(expected.path(name).asLong()) : OptionalLong.empty();
    }
}
