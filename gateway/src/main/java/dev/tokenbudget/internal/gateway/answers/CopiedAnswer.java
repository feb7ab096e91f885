package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.replay.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** An answer of an upstream, copied as it passes. Safe to look at from another thread. */
final class CopiedAnswer implements UpstreamTransport.Exchange {

    private static final int LARGEST = 32 << 20;
    /** What the gateway itself answers where there is no upstream. */
    private static final int UNREACHABLE = 502;

    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String USAGE = "x-amzn-bedrock-";

    private final UpstreamTransport.Exchange exchange;
    private final ByteArrayOutputStream copied = new ByteArrayOutputStream();
    private Optional<UpstreamResponse> response = Optional.empty();
    private boolean isUnreachable;
    private boolean hasEnded;
    private boolean isTooLarge;

    CopiedAnswer(UpstreamTransport.Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public UpstreamResponse send() throws IOException {
        try {
            return copied(exchange.send());
        } catch (UpstreamTransport.UnreachableException e) {
            unreachable();
            throw e;
        }
    }

    private synchronized void unreachable() {
        isUnreachable = true;
    }

    private synchronized UpstreamResponse copied(UpstreamResponse answer) {
        response = Optional.of(answer);
        return new UpstreamResponse(
                answer.status(),
                answer.reason(),
                answer.headers(),
                answer.body().map(body -> new CopiedStream(body, this::copy)));
    }

    private synchronized void copy(byte[] bytes, int offset, int length) {
        if (length < 0) {
            hasEnded = true;
        } else if (copied.size() + (long) length > LARGEST) {
            isTooLarge = true;
            copied.reset();
        } else if (!isTooLarge) {
            copied.write(bytes, offset, length);
        }
    }

    @Override
    public void cancel() {
        exchange.cancel();
    }

    @Override
    public void close() {
        exchange.close();
    }

    synchronized boolean isTooLarge() {
        return isTooLarge;
    }

    /** Whether the answer, or some of it, never came. */
    synchronized boolean isCut() {
        if (response.isEmpty() || isTooLarge) {
            return !isUnreachable;
        }
        OptionalLong length = response.get().length();
        boolean isWhole = hasEnded || response.get().body().isEmpty();
        return !isWhole && (length.isEmpty() || length.getAsLong() != copied.size());
    }

    synchronized int status() {
        return response.map(UpstreamResponse::status).orElse(UNREACHABLE);
    }

    /** Return the headers that are kept, names in lower case. */
    synchronized Map<String, String> headers() {
        Map<String, String> kept = new TreeMap<>();
        for (HeaderField field : response.map(UpstreamResponse::headers).orElse(List.of())) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean saysForm = name.equals(CONTENT_TYPE)
                    || name.equals(CONTENT_ENCODING) && !CompressedBody.isReadable(field.value());
            if (saysForm || name.startsWith(USAGE) && name.endsWith("-count")) {
                kept.put(name, field.value());
            }
        }
        return kept;
    }

    /** Return the body, uncompressed. */
    synchronized Body body() {
        String coding = response.map(known -> known.header(CONTENT_ENCODING)).orElse("");
        byte[] bytes = copied.toByteArray();
        if (coding.isEmpty() || bytes.length == 0) {
            return AnswerText.of(bytes);
        }
        try (InputStream plain = CompressedBody.decoded(coding, new ByteArrayInputStream(bytes))) {
            return AnswerText.of(plain.readAllBytes());
        } catch (IOException e) {
            return new Body.Bytes(Base64.getEncoder().encodeToString(bytes));
        }
    }
}
