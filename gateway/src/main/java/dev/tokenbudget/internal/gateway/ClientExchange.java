package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/** One request of a client, and the way to answer it. */
final class ClientExchange {

    /** What is left of a request that was answered early is read up to here, so that its connection can be kept. */
    private static final int DRAINED = 1 << 16;

    private final QuickAckConnection connection;
    private final ClassicHttpRequest request;
    private boolean awaitsContinue;
    private boolean keepAlive;
    private boolean endsWithConnection;
    private boolean cut;

    ClientExchange(QuickAckConnection connection, ClassicHttpRequest request) {
        this.connection = connection;
        this.request = request;
        this.awaitsContinue = isAtLeastHttp11()
                && HeaderField.first(headers(), "Expect")
                        .filter("100-continue"::equalsIgnoreCase)
                        .isPresent();
    }

    /** Writes an answer's body. */
    @FunctionalInterface
    interface BodyWriter {
        void writeTo(OutputStream client) throws IOException;
    }

    String method() {
        return request.getMethod();
    }

    String target() {
        return request.getPath();
    }

    List<HeaderField> headers() {
        return Arrays.stream(request.getHeaders())
                .map(header -> new HeaderField(
                        header.getName(), Optional.ofNullable(header.getValue()).orElse("")))
                .toList();
    }

    /** Return the length of the request's body, or -1 where it is not known. */
    long bodyLength() {
        HttpEntity entity = request.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    /** Return the request's body; a client that waits for permission to send it gets it. */
    InputStream body() throws IOException, HttpException {
        HttpEntity entity = request.getEntity();
        if (entity == null) {
            return InputStream.nullInputStream();
        }
        if (awaitsContinue) {
            awaitsContinue = false;
            connection.sendResponseHeader(new BasicClassicHttpResponse(100));
            connection.flush();
        }
        return entity.getContent();
    }

    /** Answer with a page of the gateway's own. */
    void respond(OwnPage.Answer page) throws IOException, HttpException {
        List<HeaderField> headers = List.of(
                new HeaderField("Content-Type", page.contentType()),
                new HeaderField("Content-Length", Integer.toString(page.body().length)));
        respond(new BasicClassicHttpResponse(page.status()), headers, client -> client.write(page.body()));
    }

    /** Answer with a JSON text, and headers beside those that it needs. */
    void respondJson(int status, List<HeaderField> besides, String json) throws IOException, HttpException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        List<HeaderField> headers = new ArrayList<>(besides);
        headers.add(new HeaderField("Content-Type", "application/json; charset=utf-8"));
        headers.add(new HeaderField("Content-Length", Integer.toString(bytes.length)));
        respond(new BasicClassicHttpResponse(status), headers, client -> client.write(bytes));
    }

    /**
     * Answer with a body of unknown length, or of that which its Content-Length header gives.
     *
     * @throws IOException if the client is gone, or {@code body} fails: then the client gets what was written until then,
     *     and sees that it was cut
     */
    void respond(int status, String reason, List<HeaderField> headers, BodyWriter body)
            throws IOException, HttpException {
        respond(response(status, reason), headers, body);
    }

    /** Answer without a body. */
    void respondHead(int status, String reason, List<HeaderField> headers) throws IOException, HttpException {
        ClassicHttpResponse response = response(status, reason);
        headers.forEach(field -> response.addHeader(field.name(), field.value()));
        send(response);
    }

    /** Whether the client has left. Not to be called while its request is being read. */
    boolean isClientGone() {
        try {
            return !connection.isPeerThere();
        } catch (IOException e) {
            return true;
        }
    }

    /** Break the connection off: the client sees a reset. */
    void abort() {
        connection.close(CloseMode.IMMEDIATE);
    }

    /** Return whether the connection can serve another request. */
    boolean finish() throws IOException {
        if (!keepAlive || cut || awaitsContinue || !connection.isOpen()) {
            return false;
        }
        HttpEntity entity = request.getEntity();
        if (entity == null) {
            return true;
        }
        InputStream rest = entity.getContent();
        return rest.readNBytes(DRAINED).length < DRAINED;
    }

    /** Tell a client that its request is not HTTP as it should be. */
    static void refuseUnreadable(QuickAckConnection connection, HttpException problem) throws IOException {
        byte[] text = ("The gateway cannot read this request: " + problem.getMessage() + "\n")
                .getBytes(StandardCharsets.UTF_8);
        ClassicHttpResponse response = new BasicClassicHttpResponse(400);
        response.addHeader("Connection", "close");
        response.addHeader("Content-Type", "text/plain; charset=utf-8");
        response.addHeader("Content-Length", Integer.toString(text.length));
        response.setEntity(entity(text.length, client -> client.write(text)));
        try {
            connection.sendResponseHeader(response);
            connection.sendResponseEntity(response);
            connection.flush();
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    private void respond(ClassicHttpResponse response, List<HeaderField> headers, BodyWriter body)
            throws IOException, HttpException {
        headers.forEach(field -> response.addHeader(field.name(), field.value()));
        long length =
                HeaderField.first(headers, "Content-Length").map(Long::valueOf).orElse(-1L);
        if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            if (length < 0) {
                endsWithConnection = !isAtLeastHttp11();
                response.addHeader(
                        endsWithConnection ? "Connection" : "Transfer-Encoding",
                        endsWithConnection ? "close" : "chunked");
            }
            response.setEntity(entity(length, client -> writeOrCut(body, client)));
        }
        send(response);
    }

    /** HttpCore ends a body properly even when writing it failed: nothing more must get through when it does. */
    private void writeOrCut(BodyWriter body, OutputStream client) throws IOException {
        try {
            body.writeTo(client);
        } catch (IOException | RuntimeException | Error e) {
            cut(client);
            throw e;
        }
    }

    /** An answer is cut by its missing last chunk or bytes; one that ends with its connection by a reset alone. */
    private void cut(OutputStream client) throws IOException {
        cut = true;
        client.flush();
        if (endsWithConnection) {
            connection.resetOnceRead();
        } else {
            connection.endOutput();
        }
    }

    private void send(ClassicHttpResponse response) throws IOException, HttpException {
        keepAlive = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, HttpCoreContext.create());
        if (awaitsContinue) {
            // The client may or may not send the body that was never requested: nothing after it can be told apart.
            response.setHeader("Connection", "close");
        }
        connection.sendResponseHeader(response);
        connection.sendResponseEntity(response);
        connection.flush();
    }

    private ClassicHttpResponse response(int status, String reason) {
        return reason.isEmpty() ? new BasicClassicHttpResponse(status) : new BasicClassicHttpResponse(status, reason);
    }

    private boolean isAtLeastHttp11() {
        ProtocolVersion version = request.getVersion();
        return version == null || version.greaterEquals(HttpVersion.HTTP_1_1);
    }

    private static HttpEntity entity(long length, BodyWriter body) {
        return new EntityTemplate(length, (ContentType) null, null, body::writeTo);
    }
}
