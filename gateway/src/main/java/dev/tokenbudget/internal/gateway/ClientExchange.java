package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.ChunkOutput;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.LengthOutput;
import dev.tokenbudget.internal.gateway.transport.MalformedMessageException;
import dev.tokenbudget.internal.gateway.transport.MessageBody;
import dev.tokenbudget.internal.gateway.transport.MessageOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request of a client, and the way to answer it. */
final class ClientExchange {

    /** What is left of a request that was answered early is read up to here, so that its connection can be kept. */
    private static final int DRAINED = 1 << 16;

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final ClientSocket connection;
    private final RequestHead request;
    private final Optional<MessageBody> body;
    private boolean awaitsContinue;
    private boolean keepAlive;
    private boolean endsWithConnection;
    private boolean cut;

    ClientExchange(ClientSocket connection, RequestHead request) throws MalformedMessageException {
        this.connection = connection;
        this.request = request;
        this.body = request.body(connection.input());
        this.awaitsContinue = request.isAtLeastHttp11()
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
        return request.method();
    }

    String target() {
        return request.target();
    }

    List<HeaderField> headers() {
        return request.head().fields();
    }

    /** Return the length of the request's body, or -1 where it is not known. */
    long bodyLength() {
        return request.bodyLength();
    }

    /** Return the request's body; a client that waits for permission to send it gets it. */
    InputStream body() throws IOException {
        if (body.isEmpty()) {
            return InputStream.nullInputStream();
        }
        if (awaitsContinue) {
            awaitsContinue = false;
            MessageOutput out = connection.output();
            out.line("HTTP/1.1 100 Continue");
            out.line("");
            out.flush();
        }
        return body.get();
    }

    /** Answer with a page of the gateway's own. */
    void respond(OwnPage.Answer page) throws IOException {
        List<HeaderField> headers = List.of(
                new HeaderField("Content-Type", page.contentType()),
                new HeaderField("Content-Length", Integer.toString(page.body().length)));
        respond(page.status(), "", headers, client -> client.write(page.body()));
    }

    /** Answer with a JSON text, and headers beside those that it needs. */
    void respondJson(int status, List<HeaderField> besides, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        List<HeaderField> headers = new ArrayList<>(besides);
        headers.add(new HeaderField("Content-Type", "application/json; charset=utf-8"));
        headers.add(new HeaderField("Content-Length", Integer.toString(bytes.length)));
        respond(status, "", headers, client -> client.write(bytes));
    }

    /**
     * Answer with a body of unknown length, or of that which its Content-Length header gives.
     *
     * @throws IOException if the client is gone, or {@code body} fails: then the client gets what was written until then,
     *     and sees that it was cut
     */
    void respond(int status, String reason, List<HeaderField> headers, BodyWriter body) throws IOException {
        long length =
                HeaderField.first(headers, "Content-Length").map(Long::valueOf).orElse(-1L);
        boolean hasBody = !request.method().equals("HEAD") && status != NO_CONTENT && status != NOT_MODIFIED;
        endsWithConnection = hasBody && length < 0 && !request.isAtLeastHttp11();
        writeHead(status, reason, headers);
        MessageOutput out = connection.output();
        if (hasBody && length < 0 && !endsWithConnection) {
            out.field("Transfer-Encoding", "chunked");
        }
        out.line("");
        if (hasBody) {
            writeBody(length, body);
        }
        out.flush();
    }

    /** Answer without a body. */
    void respondHead(int status, String reason, List<HeaderField> headers) throws IOException {
        writeHead(status, reason, headers);
        connection.output().line("");
        connection.output().flush();
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
        connection.abort();
    }

    /** Return whether the connection can serve another request. */
    boolean finish() throws IOException {
        if (!keepAlive || cut || awaitsContinue || !connection.isOpen()) {
            return false;
        }
        return body.isEmpty() || body.get().isReadToEnd() || body.get().readNBytes(DRAINED).length < DRAINED;
    }

    /** Tell a client that its request is not served, and why. */
    static void refuse(ClientSocket connection, int status, String because) throws IOException {
        byte[] text = (because + "\n").getBytes(StandardCharsets.UTF_8);
        MessageOutput out = connection.output();
        out.line("HTTP/1.1 " + status + " " + ReasonPhrase.of(status));
        out.field("Connection", "close");
        out.field("Content-Type", "text/plain; charset=utf-8");
        out.field("Content-Length", Integer.toString(text.length));
        out.line("");
        out.write(text);
        out.flush();
    }

    private void writeHead(int status, String reason, List<HeaderField> headers) throws IOException {
        keepAlive = request.keepsConnection() && !endsWithConnection && !awaitsContinue;
        MessageOutput out = connection.output();
        out.line("HTTP/1.1 " + status + " " + (reason.isEmpty() ? ReasonPhrase.of(status) : reason));
        for (HeaderField field : headers) {
            out.field(field.name(), field.value());
        }
        if (endsWithConnection || awaitsContinue) {
            // After a body that was never asked for, and may come all the same, nothing can be told apart.
            out.field("Connection", "close");
        }
    }

    private void writeBody(long length, BodyWriter body) throws IOException {
        MessageOutput out = connection.output();
        try {
            if (length >= 0) {
                LengthOutput counted = new LengthOutput(out, length);
                body.writeTo(counted);
                counted.end();
            } else if (endsWithConnection) {
                body.writeTo(out);
            } else {
                ChunkOutput chunks = new ChunkOutput(out);
                body.writeTo(chunks);
                chunks.end();
            }
        } catch (IOException | RuntimeException | Error e) {
            cut();
            throw e;
        }
    }

    /** An answer is cut by its missing last chunk or bytes; one that ends with its connection by a reset alone. */
    private void cut() throws IOException {
        cut = true;
        if (endsWithConnection) {
            connection.resetOnceRead();
        } else {
            connection.endOutput();
        }
    }
}
