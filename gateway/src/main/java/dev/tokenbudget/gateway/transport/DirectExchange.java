package dev.tokenbudget.gateway.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/** One request and its answer over one connection. */
final class DirectExchange implements UpstreamTransport.Exchange {

    private final UpstreamRequest request;
    private final Connector connector;
    private final IdleConnections idle;
    private volatile Optional<DefaultBHttpClientConnection> connection = Optional.empty();
    private volatile boolean cancelled;
    private boolean reusable;
    private boolean readToEnd;

    DirectExchange(UpstreamRequest request, Connector connector, IdleConnections idle) {
        this.request = request;
        this.connector = connector;
        this.idle = idle;
    }

    @Override
    public UpstreamResponse send() throws IOException {
        Optional<DefaultBHttpClientConnection> kept = idle.take(request.origin());
        if (kept.isEmpty()) {
            return sendOver(connect());
        }
        try {
            return sendOver(use(kept.get()));
        } catch (NoHttpResponseException | SocketException e) {
            // The upstream closed the kept connection while the request was on its way, and answered nothing.
            if (cancelled || !request.body().isRepeatable()) {
                throw e;
            }
            return sendOver(connect());
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

    private DefaultBHttpClientConnection connect() throws IOException {
        try {
            return use(connector.connect(request.origin()));
        } catch (IOException e) {
            throw cancelled ? e : new UpstreamTransport.UnreachableException(e);
        }
    }

    private DefaultBHttpClientConnection use(DefaultBHttpClientConnection open) throws IOException {
        connection = Optional.of(open);
        if (cancelled) {
            open.close(CloseMode.IMMEDIATE);
            throw new IOException("the exchange was cancelled");
        }
        return open;
    }

    private UpstreamResponse sendOver(DefaultBHttpClientConnection open) throws IOException {
        try {
            ClassicHttpRequest message = message();
            ClassicHttpResponse answer = exchange(open, message);
            Optional<InputStream> body = bodyOf(open, message, answer);
            reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, answer, HttpCoreContext.create());
            readToEnd = body.isEmpty();
            List<HeaderField> headers = Arrays.stream(answer.getHeaders())
                    .map(header -> new HeaderField(
                            header.getName(),
                            Optional.ofNullable(header.getValue()).orElse("")))
                    .toList();
            String reason = Optional.ofNullable(answer.getReasonPhrase()).orElse("");
            return new UpstreamResponse(answer.getCode(), reason, headers, body);
        } catch (HttpException e) {
            open.close(CloseMode.IMMEDIATE);
            throw new IOException("the answer is no valid HTTP/1.1: " + e.getMessage(), e);
        } catch (IOException e) {
            open.close(CloseMode.IMMEDIATE);
            throw e;
        }
    }

    private static ClassicHttpResponse exchange(DefaultBHttpClientConnection open, ClassicHttpRequest message)
            throws IOException, HttpException {
        try {
            open.sendRequestHeader(message);
            open.sendRequestEntity(message);
            open.flush();
        } catch (IOException e) {
            return earlyAnswer(open, e);
        }
        return finalHead(open);
    }

    /** An upstream that refuses a large body answers and closes before it has read all of it. */
    private static ClassicHttpResponse earlyAnswer(DefaultBHttpClientConnection open, IOException whileSending)
            throws IOException {
        try {
            return finalHead(open);
        } catch (IOException | HttpException e) {
            throw whileSending;
        }
    }

    private static ClassicHttpResponse finalHead(DefaultBHttpClientConnection open) throws IOException, HttpException {
        ClassicHttpResponse answer = open.receiveResponseHeader();
        while (answer.getCode() < 200) {
            answer = open.receiveResponseHeader();
        }
        return answer;
    }

    private Optional<InputStream> bodyOf(
            DefaultBHttpClientConnection open, ClassicHttpRequest message, ClassicHttpResponse answer)
            throws IOException, HttpException {
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
        ClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), (HttpHost) null, request.target());
        message.addHeader("Host", hostHeader(request.origin()));
        request.headers().forEach(field -> message.addHeader(field.name(), field.value()));
        RequestBody body = request.body();
        if (body.length() < 0) {
            message.addHeader("Transfer-Encoding", "chunked");
        } else if (body.length() > 0
                || request.method().equals("POST")
                || request.method().equals("PUT")) {
            message.addHeader("Content-Length", Long.toString(body.length()));
        }
        if (body.length() != 0) {
            message.setEntity(new EntityTemplate(body.length(), (ContentType) null, null, body::writeTo));
        }
        return message;
    }

    private static String hostHeader(URI origin) {
        return origin.getPort() < 0 ? origin.getHost() : origin.getHost() + ":" + origin.getPort();
    }
}
