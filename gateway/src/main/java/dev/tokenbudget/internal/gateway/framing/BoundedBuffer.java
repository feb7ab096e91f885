package dev.tokenbudget.internal.gateway.framing;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Collects bytes for reading; what grows beyond 64 MiB is given up, so that no answer can fill the memory. */
final class BoundedBuffer {

    static final int LIMIT = 64 << 20;

    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean overflown;

    void append(byte[] source, int offset, int length) {
        if (overflown || bytes.size() + (long) length > LIMIT) {
            overflown = true;
            bytes = new ByteArrayOutputStream();
        } else {
            bytes.write(source, offset, length);
        }
    }

    boolean isEmpty() {
        return bytes.size() == 0 && !overflown;
    }

    /** Return what was collected, or nothing where it was given up, and start again. */
    Optional<byte[]> take() {
        Optional<byte[]> taken = overflown ? Optional.empty() : Optional.of(bytes.toByteArray());
        bytes.reset();
        overflown = false;
        return taken;
    }
}
