package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.Corpus.Exchange;
import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.protocol.ResponseReader;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that is cut gives the usage of the whole, a part of it, or none: never another one. */
@Execution(ExecutionMode.CONCURRENT)
class CutStreamTest {

    /** Read every cut of every stream from its start, also where it is plain that its end can tell nothing new. */
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("cuts.exhaustive");

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final String SECOND_ANSWER = "event: message_start";

    static Stream<Exchange> streams() {
        return Corpus.exchanges().stream().filter(Exchange::isStream);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void invents_nothing_wherever_a_recorded_stream_is_cut(Exchange exchange) {
        ModelRequest request = request(exchange);
        byte[] body = exchange.response();
        byte[] first = Arrays.copyOf(body, startOfSecondAnswer(body));

        checkEveryCut(request, first);

        TokenUsage ofFirst = read(request, first, first.length).usage();
        IntStream.rangeClosed(first.length + 1, body.length)
                .parallel()
                .forEach(length -> checkCut(read(request, body, length), ofFirst));
        assertThat(first.length == body.length
                        || read(request, body, body.length).status() == UsageStatus.UNKNOWN)
                .isTrue();
    }

    @Test
    void invents_nothing_wherever_a_message_stream_is_cut() {
        checkEveryCut(
                new ModelRequest("x", "POST", "/v1/messages", ProviderJson.parse(new byte[0])),
                Answers.namedEvents(Answers.MESSAGE_STREAM).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void invents_nothing_wherever_a_chat_stream_is_cut() {
        checkEveryCut(
                new ModelRequest("x", "POST", "/v1/chat/completions", ProviderJson.parse(new byte[0])),
                Answers.events(Answers.CHAT_STREAM).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void invents_nothing_wherever_a_whole_answer_is_cut() {
        checkEveryCut(
                new ModelRequest("x", "POST", "/v1/responses", ProviderJson.parse(new byte[0])),
                Answers.RESPONSE.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Check after each byte what is known, and what the end makes of what is pending then. The latter reads from the start
     * once more, which is spared where what has come since the last document holds none.
     */
    private static void checkEveryCut(ModelRequest request, byte[] body) {
        TokenUsage whole = read(request, body, body.length).usage();
        Set<OptionalLong> onTheWire = new HashSet<>(List.of(OptionalLong.empty(), whole.input(), whole.output()));
        List<Integer> cuts = new ArrayList<>();
        UsageReading reading = new UsageReading();
        CountingReader reader = new CountingReader(protocol(request).reader(request));
        UsageTap tap = new UsageTap(reader, reading, "");
        int begin = 0;
        int line = 0;
        int known = 0;
        for (int length = 1; length <= body.length; length++) {
            tap.accept(body, length - 1, 1);
            if (body[length - 1] == '\n') {
                line = length;
            }
            if (reader.documents > known) {
                // What is known moves by documents alone.
                known = reader.documents;
                begin = length;
                ModelCall cut = call(reading);
                checkCut(cut, whole);
                onTheWire.add(cut.usage().input());
                onTheWire.add(cut.usage().output());
            }
            if (EXHAUSTIVE || !beginsAnewAfterDocuments(body) || mayHoldDocument(body, begin, line, length)) {
                cuts.add(length);
            }
        }
        cuts.parallelStream().forEach(length -> {
            ModelCall cut = read(request, body, length);
            checkCut(cut, whole);
            assertThat(onTheWire).contains(cut.usage().input(), cut.usage().output());
        });
    }

    /** Whether the framing is after each document what it is at the start; an array's elements stand behind commas. */
    private static boolean beginsAnewAfterDocuments(byte[] body) {
        return body[0] != '[';
    }

    /**
     * Whether the end may hand out a document of what came since the last one. It does not while a line of data is under
     * way that does not end as an object ends.
     */
    private static boolean mayHoldDocument(byte[] body, int begin, int line, int end) {
        int last = end - 1;
        while (last > line && body[last] <= ' ') {
            last--;
        }
        int data = line + DATA.length;
        if (last >= data && Arrays.equals(body, line, data, DATA, 0, DATA.length) && body[last] != '}') {
            return false;
        }
        CountingReader reader = new CountingReader((document, reading) -> {});
        UsageTap tap = new UsageTap(reader, new UsageReading(), "");
        tap.accept(body, begin, end - begin);
        tap.end();
        return reader.documents > 0;
    }

    /** One recording holds several answers: as soon as a second one begins, the numbers of the first are worth nothing. */
    private static int startOfSecondAnswer(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int second = text.indexOf(SECOND_ANSWER, text.indexOf(SECOND_ANSWER) + 1);
        return second < 0 ? body.length : second;
    }

    /** A million cuts are checked: an assertion is made of those only that are wrong. */
    private static void checkCut(ModelCall cut, TokenUsage whole) {
        boolean right = cut.status() == UsageStatus.REPORTED
                ? cut.usage().equals(whole)
                : cut.status() == UsageStatus.PARTIAL || cut.status() == UsageStatus.UNKNOWN;
        if (!right) {
            fail("The whole answer used %s, but a cut one is taken for %s %s", whole, cut.status(), cut.usage());
        }
    }

    private static ModelCall read(ModelRequest request, byte[] body, int length) {
        UsageReading reading = new UsageReading();
        UsageTap tap = new UsageTap(protocol(request).reader(request), reading, "");
        tap.accept(body, 0, length);
        tap.end();
        return call(reading);
    }

    private static ModelCall call(UsageReading reading) {
        return reading.toCalls(ModelCall.builder("x", "asked"), "asked", UsageStatus.UNKNOWN)
                .get(0);
    }

    private static Protocol protocol(ModelRequest request) {
        return Protocols.of(request).orElseThrow();
    }

    private static ModelRequest request(Exchange exchange) {
        String path = exchange.path().replaceAll("\\?.*", "");
        JsonNode body = ProviderJson.parse(exchange.request());
        return new ModelRequest(exchange.provider(), exchange.method(), path, body);
    }

    /** Counts the documents that a reader is given. */
    private static final class CountingReader implements ResponseReader {

        private final ResponseReader reader;
        private int documents;

        CountingReader(ResponseReader reader) {
            this.reader = reader;
        }

        @Override
        public void read(JsonNode document, UsageReading reading) {
            documents++;
            reader.read(document, reading);
        }
    }
}
