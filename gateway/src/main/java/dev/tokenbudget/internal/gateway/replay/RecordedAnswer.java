package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.replay.Exchange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An answer that is known before it is asked for. */
record RecordedAnswer(UpstreamResponse response) implements UpstreamTransport.Exchange {

    static final int FIRST_ERROR = 400;
    private static final int LEFT_RECORDING = 409;

    /** Answer as {@code exchange} was answered, without the waiting. */
    static RecordedAnswer of(Exchange exchange) {
        List<byte[]> pieces = AnswerPieces.of(exchange.answer());
        List<HeaderField> headers = new ArrayList<>();
        exchange.headers().forEach((name, value) -> headers.add(new HeaderField(name, value)));
        if (AnswerPieces.isStream(exchange.answer())) {
            headers.add(new HeaderField("Transfer-Encoding", "chunked"));
        } else {
            int length = pieces.stream().mapToInt(piece -> piece.length).sum();
            headers.add(new HeaderField("Content-Length", Integer.toString(length)));
        }
        if (exchange.status() >= FIRST_ERROR) {
            // Clients that take 0 for no answer at all, and wait as they like, take a millisecond.
            headers.add(new HeaderField("Retry-After", "0"));
            headers.add(new HeaderField("Retry-After-Ms", "1"));
        }
        return new RecordedAnswer(new UpstreamResponse(exchange.status(), "", headers, Optional.of(body(pieces))));
    }

    /** Say in the provider's way why no recorded answer belongs to a request; official clients do not ask again. */
    static RecordedAnswer none(Optional<Protocol> protocol, String sentence) {
        String error = protocol.map(known -> known.error(LEFT_RECORDING, sentence))
                .orElseGet(() -> Protocols.error(LEFT_RECORDING, sentence));
        byte[] bytes = error.getBytes(StandardCharsets.UTF_8);
        List<HeaderField> headers = List.of(
                new HeaderField("Content-Type", "application/json; charset=utf-8"),
                new HeaderField("Content-Length", Integer.toString(bytes.length)),
                new HeaderField("X-Should-Retry", "false"));
        return new RecordedAnswer(new UpstreamResponse(
                LEFT_RECORDING, "Conflict", headers, Optional.of(new ByteArrayInputStream(bytes))));
    }

    @Override
    public UpstreamResponse send() {
        return response;
    }

    @Override
    public void cancel() {
        // It is not waited for.
    }

    @Override
    public void close() {
        // It holds no connection.
    }

    /** Return a stream of which each read ends with a piece. */
    private static InputStream body(List<byte[]> pieces) {
        List<InputStream> streams =
                pieces.stream().<InputStream>map(ByteArrayInputStream::new).toList();
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
