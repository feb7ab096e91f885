package dev.tokenbudget.internal.gateway.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * One request and its answer over one connection. A request that may have been processed is never sent again: over a
 * connection that was kept, its head is not ended before the connection has shown that it still serves.
 */
final class DirectExchange implements UpstreamTransport.Exchange {

    /** Methods that may be repeated whatever became of the first attempt (RFC 9110, 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

    private final UpstreamRequest request;
    private final Connector connector;
    private final IdleConnections idle;
    private volatile Optional<UpstreamConnection> connection = Optional.empty();
    private volatile boolean cancelled;
    private boolean headEnds = true;
    private boolean bodySent;
    private boolean reusable;
    private boolean readToEnd;

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
        } catch (NoHttpResponseException | SocketException e) {
            if (cancelled || !IDEMPOTENT.contains(request.method())) {
                throw e;
            }
            return sendAgain();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        connection.ifPresent(open -> open.close(CloseMode.IMMEDIATE));
    }

    @Override
    public void close() {
        if (reusable && readToEnd && !cancelled) {
            connection.ifPresent(open -> idle.put(request.origin(), open));
        } else {
            connection.ifPresent(open -> open.close(CloseMode.IMMEDIATE));
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
        return exchange(connect());
    }

    private UpstreamResponse sendOverKept(UpstreamConnection open) throws IOException {
        headEnds = false;
        open.beforeHeadEnds(() -> {
            if (!open.isQuiet()) {
                throw new IOException("the connection was closed, or holds unexpected bytes");
            }
            headEnds = true;
        });
        try {
            return exchange(open);
        } catch (IOException e) {
            throw headEnds || cancelled ? e : new StaleConnectionException(e);
        }
    }

    private UpstreamConnection connect() throws IOException {
        try {
            return use(connector.connect(request.origin()));
        } catch (IOException e) {
            throw cancelled ? e : new UpstreamTransport.UnreachableException(e);
        }
    }

    private UpstreamConnection use(UpstreamConnection open) throws IOException {
        connection = Optional.of(open);
        if (cancelled) {
            open.close(CloseMode.IMMEDIATE);
            throw new IOException("the exchange was cancelled");
        }
        return open;
    }

    private UpstreamResponse exchange(UpstreamConnection open) throws IOException {
        try {
            ClassicHttpRequest message = message();
            ClassicHttpResponse answer = headAfter(open, message);
            boolean ambiguous = AnswerFraming.repair(answer);
            Optional<InputStream> content = bodyOf(open, message, answer);
            reusable = bodySent
                    && content.isPresent()
                    && !ambiguous
                    && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, answer, HttpCoreContext.create());
            List<HeaderField> headers = Arrays.stream(answer.getHeaders())
                    .map(header -> new HeaderField(
                            header.getName(),
                            Optional.ofNullable(header.getValue()).orElse("")))
                    .toList();
            String reason = Optional.ofNullable(answer.getReasonPhrase()).orElse("");
            return new UpstreamResponse(answer.getCode(), reason, headers, content);
        } catch (HttpException e) {
            open.close(CloseMode.IMMEDIATE);
            throw new IOException("the answer is not valid HTTP/1.1: " + e.getMessage(), e);
        } catch (IOException e) {
            open.close(CloseMode.IMMEDIATE);
            throw e;
        }
    }

    private ClassicHttpResponse headAfter(UpstreamConnection open, ClassicHttpRequest message)
            throws IOException, HttpException {
        try {
            open.sendRequestHeader(message);
            open.sendRequestEntity(message);
            open.flush();
        } catch (IOException e) {
            if (!headEnds) {
                throw e;
            }
            return earlyAnswer(open, e);
        }
        return finalHead(open);
    }

    /** An upstream that refuses a large body answers and closes before it has read all of it. */
    private static ClassicHttpResponse earlyAnswer(UpstreamConnection open, IOException whileSending)
            throws IOException {
        try {
            return finalHead(open);
        } catch (IOException | HttpException e) {
            throw whileSending;
        }
    }

    private static ClassicHttpResponse finalHead(UpstreamConnection open) throws IOException, HttpException {
        ClassicHttpResponse answer = open.receiveResponseHeader();
        while (answer.getCode() < 200) {
            if (answer.getCode() == 101) {
                throw new HttpException("it switches protocols without being asked to");
            }
            answer = open.receiveResponseHeader();
        }
        return answer;
    }

    private Optional<InputStream> bodyOf(
            UpstreamConnection open, ClassicHttpRequest message, ClassicHttpResponse answer)
            throws IOException, HttpException {
        readToEnd = false;
        if (!MessageSupport.canResponseHaveBody(message.getMethod(), answer)) {
            return Optional.empty();
        }
        open.receiveResponseEntity(answer);
        return Optional.of(new FilterInputStream(answer.getEntity().getContent()) {
            @Override
            public int read() throws IOException {
                return noteEnd(super.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return noteEnd(super.read(bytes, offset, length));
            }

            private int noteEnd(int result) {
                readToEnd |= result < 0;
                return result;
            }
        });
    }

    private ClassicHttpRequest message() {
        ClassicHttpRequest message = new BasicClassicHttpRequest(
                request.method(), (HttpHost) null, connector.requestTarget(request.origin(), request.target()));
        message.addHeader("Host", hostHeader(request.origin()));
        request.headers().forEach(field -> message.addHeader(field.name(), field.value()));
        RequestBody body = request.body();
        bodySent = body.isEmpty();
        if (body.length() < 0) {
            message.addHeader("Transfer-Encoding", "chunked");
        } else if (body.length() > 0
                || request.method().equals("POST")
                || request.method().equals("PUT")) {
            message.addHeader("Content-Length", Long.toString(body.length()));
        }
        if (body.length() != 0) {
            message.setEntity(new EntityTemplate(body.length(), (ContentType) null, null, out -> {
                body.writeTo(out);
                bodySent = true;
            }));
        }
        return message;
    }

    private static String hostHeader(URI origin) {
        return origin.getPort() < 0 ? origin.getHost() : origin.getHost() + ":" + origin.getPort();
    }
}
