package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * One request and its answer over one connection. A request that may have been processed is never sent again: over a
 * connection that was kept, its head is not ended before the connection has shown that it still serves.
 */
final class DirectExchange implements UpstreamTransport.Exchange {

    /** Methods that may be repeated whatever became of the first attempt (RFC 9110, 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

    /** Informational answers before the one that counts; without a limit, they would hold a call for ever. */
    private static final int MOST_INFORMATIONAL = 100;

    private final UpstreamRequest request;
    private final Connector connector;
    private final IdleConnections idle;
    private volatile Optional<UpstreamConnection> connection = Optional.empty();
    private volatile boolean cancelled;
    private boolean headEnds = true;
    private Optional<MessageBody> reusableAfter = Optional.empty();

    DirectExchange(UpstreamRequest request, Connector connector, IdleConnections idle) {
        this.request = request;
        this.connector = connector;
        this.idle = idle;
    }

    @Override
    public UpstreamResponse send() throws IOException {
        Optional<UpstreamConnection> kept =
                request.body().isRepeatable() ? idle.take(request.origin()) : Optional.empty();
        if (kept.isEmpty()) {
            return sendAgain();
        }
        try {
            return sendOverKept(use(kept.get()));
        } catch (StaleConnectionException e) {
            return sendAgain();
        } catch (SocketTimeoutException | MalformedMessageException e) {
            throw e;
        } catch (IOException e) {
            if (cancelled || !IDEMPOTENT.contains(request.method())) {
                throw e;
            }
            return sendAgain();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        connection.ifPresent(UpstreamConnection::close);
    }

    @Override
    public void close() {
        if (connection.isEmpty()) {
            return;
        }
        UpstreamConnection open = connection.get();
        if (!cancelled && reusableAfter.filter(MessageBody::isReadToEnd).isPresent()) {
            open.kept();
            idle.put(request.origin(), open);
        } else {
            open.close();
        }
        connection = Optional.empty();
    }

    /** A kept connection serves no more, which showed before the upstream had the whole head. */
    private static final class StaleConnectionException extends IOException {
        StaleConnectionException(IOException cause) {
            super(cause);
        }
    }

    private UpstreamResponse sendAgain() throws IOException {
        headEnds = true;
        return exchange(connect(), () -> {});
    }

    private UpstreamResponse sendOverKept(UpstreamConnection open) throws IOException {
        headEnds = false;
        try {
            if (open.isProven()) {
                require(open.isQuiet());
                headEnds = true;
                return exchange(open, () -> {});
            }
            return exchange(open, () -> {
                open.output().flush();
                require(open.staysQuiet());
                headEnds = true;
            });
        } catch (IOException e) {
            throw headEnds || cancelled ? e : new StaleConnectionException(e);
        }
    }

    private static void require(boolean quiet) throws IOException {
        if (!quiet) {
            throw new IOException("the connection was closed, or holds unexpected bytes");
        }
    }

    private UpstreamConnection connect() throws IOException {
        connection.ifPresent(UpstreamConnection::close);
        try {
            return use(connector.connect(request.origin()));
        } catch (IOException e) {
            throw cancelled ? e : new UpstreamTransport.UnreachableException(e);
        }
    }

    private UpstreamConnection use(UpstreamConnection open) throws IOException {
        connection = Optional.of(open);
        if (cancelled) {
            open.close();
            throw new IOException("the exchange was cancelled");
        }
        return open;
    }

    private UpstreamResponse exchange(UpstreamConnection open, SentRequest.BeforeEnd beforeEnd) throws IOException {
        try {
            SentRequest sent = new SentRequest(request, connector, open);
            MessageHead head = headAfter(open, sent, beforeEnd);
            StatusLine status = StatusLine.parse(head.start());
            AnswerFraming framing = AnswerFraming.of(request.method(), status, head, open.input());
            reusableAfter = framing.body().filter(body -> framing.keepsConnection() && sent.isWhole());
            return new UpstreamResponse(
                    status.code(),
                    status.reason(),
                    framing.fields(),
                    framing.body().map(body -> body));
        } catch (MalformedMessageException e) {
            open.close();
            throw new IOException("the answer is not valid HTTP/1.1: " + e.getMessage(), e);
        } catch (IOException e) {
            open.close();
            throw e;
        }
    }

    private MessageHead headAfter(UpstreamConnection open, SentRequest sent, SentRequest.BeforeEnd beforeEnd)
            throws IOException {
        try {
            sent.send(beforeEnd);
        } catch (IOException e) {
            if (!headEnds) {
                throw e;
            }
            return earlyAnswer(open, e);
        }
        return finalHead(open);
    }

    /** An upstream that refuses a large body answers and closes before it has read all of it. */
    private static MessageHead earlyAnswer(UpstreamConnection open, IOException whileSending) throws IOException {
        try {
            return finalHead(open);
        } catch (IOException e) {
            throw whileSending;
        }
    }

    private static MessageHead finalHead(UpstreamConnection open) throws IOException {
        for (int informational = 0; informational <= MOST_INFORMATIONAL; informational++) {
            MessageHead head = nextHead(open);
            StatusLine status = StatusLine.parse(head.start());
            if (!status.isInformational()) {
                return head;
            }
            if (status.code() == 101) {
                throw new MalformedMessageException("it switches protocols without being asked to");
            }
        }
        throw new MalformedMessageException(
                "it has more than " + MOST_INFORMATIONAL + " informational answers before it");
    }

    private static MessageHead nextHead(UpstreamConnection open) throws IOException {
        return open.heads().read().orElseThrow(() -> new IOException("it closed the connection without an answer"));
    }

    static String hostHeader(URI origin) {
        return origin.getPort() < 0 ? origin.getHost() : origin.getHost() + ":" + origin.getPort();
    }
}
