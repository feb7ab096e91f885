package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import java.io.OutputStream;

/** Writes one request to one connection. */
final class SentRequest {

    private static final String LENGTH = "Content-Length";

    private final UpstreamRequest request;
    private final Connector connector;
    private final UpstreamConnection connection;
    private boolean whole;

    /** What is done once all of a head has been written but the empty line that ends it: without it nothing is processed. */
    @FunctionalInterface
    interface BeforeEnd {
        void run() throws IOException;
    }

    SentRequest(UpstreamRequest request, Connector connector, UpstreamConnection connection) {
        this.request = request;
        this.connector = connector;
        this.connection = connection;
    }

    /** Whether all of the request was sent. */
    boolean isWhole() {
        return whole;
    }

    /** Write the request. An answer that comes meanwhile ends it, and is left to be read. */
    void send(BeforeEnd beforeEnd) throws IOException {
        MessageOutput out = connection.output();
        String target = connector.requestTarget(request.origin(), request.target());
        out.line(request.method() + " " + target + " HTTP/1.1");
        out.field("Host", DirectExchange.hostHeader(request.origin()));
        for (HeaderField field : request.headers()) {
            out.field(field.name(), field.value());
        }
        long length = request.body().length();
        if (length < 0) {
            out.field("Transfer-Encoding", "chunked");
        } else if (length > 0
                || request.method().equals("POST")
                || request.method().equals("PUT")) {
            out.field(LENGTH, Long.toString(length));
        }
        beforeEnd.run();
        out.line("");
        if (length < 0) {
            ChunkOutput chunks = new ChunkOutput(out);
            request.body().writeTo(new Watched(chunks));
            chunks.end();
        } else {
            request.body().writeTo(new Watched(out));
        }
        out.flush();
        whole = true;
    }

    /** Looks between the pieces of a body whether the request is answered already. */
    private final class Watched extends OutputStream {
        private final OutputStream out;
        private boolean begun;

        Watched(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (begun && connection.wire().hasInput() && !connection.staysQuiet()) {
                throw new IOException("it answered before the request was sent");
            }
            begun = true;
            out.write(bytes, offset, length);
        }
    }
}
