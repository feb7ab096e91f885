package dev.tokenbudget.internal.gateway.transport;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;

/** A request's body: held in memory, or, where it is too large for that, passed on as it comes. */
public final class RequestBody {

    private static final int HELD = 32 << 20;
    private static final int PIECE = 64 << 10;
    private static final long UNKNOWN_LENGTH = -1;

    private final byte[] head;
    private final Optional<InputStream> rest;
    private final long length;

    private RequestBody(byte[] head, Optional<InputStream> rest, long length) {
        this.head = head;
        this.rest = rest;
        this.length = length;
    }

    /** Return the body that {@code bytes} make. */
    public static RequestBody of(byte[] bytes) {
        return new RequestBody(bytes, Optional.empty(), bytes.length);
    }

    /**
     * Read a body: whole where it is not larger than 32 MiB.
     *
     * @param length its length in bytes, or a negative number where it is not known
     */
    public static RequestBody read(InputStream body, long length) throws IOException {
        if (length >= 0 && length <= PIECE) {
            byte[] small = new byte[(int) length];
            int read = body.readNBytes(small, 0, small.length);
            return of(read == small.length ? small : Arrays.copyOf(small, read));
        }
        byte[] head = body.readNBytes(HELD);
        if (head.length < HELD || length == HELD) {
            return of(head);
        }
        return new RequestBody(head, Optional.of(body), length < 0 ? UNKNOWN_LENGTH : length);
    }

    /** Return the bytes, where the whole body is held in memory. */
    public Optional<byte[]> bytes() {
        return rest.isPresent() ? Optional.empty() : Optional.of(head);
    }

    /** Return the part that is held in memory. */
    public byte[] head() {
        return head;
    }

    /** Return the same body, of which {@code observer} sees every byte: what is held at once, the rest as it is sent. */
    public RequestBody seenBy(Observer observer) {
        observer.see(head, 0, head.length);
        return new RequestBody(head, rest.map(unseen -> new SeenStream(unseen, observer)), length);
    }

    /** Looks at bytes that pass. */
    @FunctionalInterface
    public interface Observer {
        void see(byte[] bytes, int offset, int length);
    }

    private static final class SeenStream extends FilterInputStream {
        private final Observer observer;

        SeenStream(InputStream in, Observer observer) {
            super(in);
            this.observer = observer;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            if (n > 0) {
                observer.see(bytes, offset, n);
            }
            return n;
        }
    }

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
        return rest.isEmpty() && head.length == 0;
    }

    /** Whether the body can be sent more than once. */
    public boolean isRepeatable() {
        return rest.isEmpty();
    }

    /** Return the length in bytes, or -1 where it is not known. */
    public long length() {
        return length;
    }

    public InputStream open() {
        InputStream held = new ByteArrayInputStream(head);
        return rest.isPresent() ? new SequenceInputStream(held, rest.get()) : held;
    }

    /** Write the body in pieces: between them a sender may look whether it is answered already. */
    public void writeTo(OutputStream out) throws IOException {
        for (int at = 0; at < head.length; at += PIECE) {
            out.write(head, at, Math.min(PIECE, head.length - at));
        }
        if (rest.isPresent()) {
            rest.get().transferTo(out);
        }
    }
}
