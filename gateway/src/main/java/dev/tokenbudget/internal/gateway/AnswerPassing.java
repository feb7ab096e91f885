package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.framing.CompressedBody;
import dev.tokenbudget.internal.gateway.framing.DecodedBody;
import dev.tokenbudget.internal.gateway.framing.EventFilter;
import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Passes answers on to a client, each piece before it is read. Only what ends an answer waits until the call is charged:
 * a client that has its answer may end its run, or send the next call, at once.
 */
final class AnswerPassing {

    private static final int PIECE = 16 << 10;

    private final ClientExchange client;
    private final Meter meter;
    private final Redirects redirects;
    private final UpstreamRequest request;

    AnswerPassing(ClientExchange client, Meter meter, Redirects redirects, UpstreamRequest request) {
        this.client = client;
        this.meter = meter;
        this.redirects = redirects;
        this.request = request;
    }

    /** Pass an answer on as it is. */
    void pass(UpstreamResponse answer) throws IOException {
        pass(answer, (tap, out) -> copy(answer, tap, out));
    }

    /** Pass an answer on without what only the gateway's question for usage brought. */
    void passWithoutAnswerToQuestion(UpstreamResponse answer) throws IOException {
        boolean events = answer.header("Content-Type").toLowerCase(Locale.ROOT).contains("event-stream");
        String coding = answer.header("Content-Encoding");
        if (!events || answer.body().isEmpty() || !(coding.isEmpty() || CompressedBody.isReadable(coding))) {
            pass(answer);
            return;
        }
        InputStream plain = coding.isEmpty()
                ? answer.body().get()
                : new DecodedBody(coding, answer.body().get());
        List<HeaderField> headers = EndToEndHeaders.without(answer.headers(), "Content-Length", "Content-Encoding");
        UpstreamResponse decoded = new UpstreamResponse(answer.status(), answer.reason(), headers, Optional.of(plain));
        pass(decoded, (tap, out) -> {
            try (EventFilter filter = new EventFilter(meter.question(), out)) {
                copy(decoded, tap, filter);
            }
        });
    }

    /** How an answer's body reaches the client. */
    @FunctionalInterface
    private interface Copying {
        void copy(UsageTap tap, OutputStream out) throws IOException;
    }

    private void pass(UpstreamResponse answer, Copying copying) throws IOException {
        UsageTap tap = meter.tap(answer);
        List<HeaderField> headers = redirects.ledBack(EndToEndHeaders.ofAnswer(answer.headers()), request);
        for (HeaderField field : meter.budgetHeaders()) {
            headers = EndToEndHeaders.with(headers, field);
        }
        List<HeaderField> passed = headers;
        try {
            if (answer.body().isEmpty()) {
                charge(answer);
                client.respondHead(answer.status(), answer.reason(), passed);
            } else {
                client.respond(answer.status(), answer.reason(), passed, out -> copying.copy(tap, out));
            }
        } catch (IOException e) {
            // The upstream cut its answer, and so did the client's exchange; or the client has left.
        } finally {
            charge(answer);
        }
    }

    private void copy(UpstreamResponse answer, UsageTap tap, OutputStream out) throws IOException {
        InputStream body = answer.body().orElseGet(InputStream::nullInputStream);
        long left = answer.length().orElse(Long.MAX_VALUE);
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, left))];
        try {
            for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
                left -= n;
                if (left <= 0) {
                    tap.whole();
                    tap.accept(piece, 0, n);
                    charge(answer);
                    write(out, piece, n);
                } else {
                    try {
                        write(out, piece, n);
                    } finally {
                        tap.accept(piece, 0, n);
                    }
                }
                meter.answered();
            }
            // Where neither tells the end of the body, one that was cut looks the same.
            if (answer.length().isPresent()
                    || !answer.header("Transfer-Encoding").isEmpty()) {
                tap.whole();
            }
        } finally {
            charge(answer);
        }
    }

    private void charge(UpstreamResponse answer) {
        boolean mayBeBilled = answer.status() < 300 || redirects.leadsAway(answer, request);
        meter.end(mayBeBilled ? UsageStatus.UNKNOWN : UsageStatus.NOT_BILLED);
    }

    private static void write(OutputStream out, byte[] piece, int length) throws IOException {
        out.write(piece, 0, length);
        out.flush();
    }
}
