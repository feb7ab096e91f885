package dev.tokenbudget.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.gateway.Corpus.Exchange;
import dev.tokenbudget.gateway.framing.UsageTap;
import dev.tokenbudget.gateway.protocol.Json;
import dev.tokenbudget.gateway.protocol.ModelRequest;
import dev.tokenbudget.gateway.protocol.Protocol;
import dev.tokenbudget.gateway.protocol.Protocols;
import dev.tokenbudget.gateway.protocol.Reading;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that is cut gives the usage of the whole, a part of it, or none: never another one. */
class CutStreamTest {

    /** How many bytes of one stream are read again for its cuts. */
    private static final long READ_AGAIN = 1_000_000;

    static Stream<Exchange> streams() {
        return Corpus.exchanges().stream()
                .filter(Exchange::isStream)
                .filter(exchange -> !exchange.expected().isNull())
                .filter(exchange -> Protocols.of(request(exchange)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void invents_nothing_wherever_a_recorded_stream_is_cut(Exchange exchange) {
        checkEveryCut(request(exchange), exchange.response());
    }

    @Test
    void invents_nothing_wherever_a_message_stream_is_cut() {
        checkEveryCut(
                new ModelRequest("x", "POST", "/v1/messages", Json.parse(new byte[0])),
                Answers.namedEvents(Answers.MESSAGE_STREAM).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void invents_nothing_wherever_a_chat_stream_is_cut() {
        checkEveryCut(
                new ModelRequest("x", "POST", "/v1/chat/completions", Json.parse(new byte[0])),
                Answers.events(Answers.CHAT_STREAM).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void invents_nothing_wherever_a_whole_answer_is_cut() {
        checkEveryCut(
                new ModelRequest("x", "POST", "/v1/responses", Json.parse(new byte[0])),
                Answers.RESPONSE.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Check what is known after each byte, and what the end makes of what is pending. The latter reads from the start for
     * each cut, so that of long streams only some cuts are made.
     */
    private static void checkEveryCut(ModelRequest request, byte[] body) {
        TokenUsage whole = read(request, body, body.length).usage();
        Set<OptionalLong> onTheWire = new HashSet<>(List.of(OptionalLong.empty(), whole.input(), whole.output()));
        Reading reading = new Reading();
        UsageTap tap = new UsageTap(protocol(request).reader(request), reading, "");
        for (int at = 0; at < body.length; at++) {
            tap.accept(body, at, 1);
            ModelCall known = call(reading);
            checkCut(known, whole);
            onTheWire.add(known.usage().input());
            onTheWire.add(known.usage().output());
        }
        int step = Math.max(1, (int) ((long) body.length * body.length / READ_AGAIN));
        for (int length = body.length - 1; length >= 0; length -= step) {
            ModelCall cut = read(request, body, length);
            checkCut(cut, whole);
            assertThat(onTheWire).contains(cut.usage().input(), cut.usage().output());
        }
    }

    private static void checkCut(ModelCall cut, TokenUsage whole) {
        if (cut.status() == UsageStatus.REPORTED) {
            assertThat(cut.usage()).isEqualTo(whole);
        } else {
            assertThat(cut.status()).isIn(UsageStatus.PARTIAL, UsageStatus.UNKNOWN);
        }
    }

    private static ModelCall read(ModelRequest request, byte[] body, int length) {
        Reading reading = new Reading();
        UsageTap tap = new UsageTap(protocol(request).reader(request), reading, "");
        tap.accept(body, 0, length);
        tap.end();
        return call(reading);
    }

    private static ModelCall call(Reading reading) {
        return reading.toCalls(ModelCall.builder("x", "asked"), "asked", UsageStatus.UNKNOWN)
                .get(0);
    }

    private static Protocol protocol(ModelRequest request) {
        return Protocols.of(request).orElseThrow();
    }

    private static ModelRequest request(Exchange exchange) {
        String path = exchange.path().replaceAll("\\?.*", "");
        JsonNode body = Json.parse(exchange.request());
        return new ModelRequest(exchange.provider(), exchange.method(), path, body);
    }
}
