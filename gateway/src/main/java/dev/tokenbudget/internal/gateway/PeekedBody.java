package dev.tokenbudget.internal.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/** A body whose beginning was looked at; where it was cut meanwhile, reading it up to there fails. */
final class PeekedBody {

    private static final int LARGEST = 64 << 10;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final InputStream body;
    private Optional<IOException> cut = Optional.empty();

    PeekedBody(InputStream body) {
        this.body = body;
        byte[] piece = new byte[8192];
        try {
            for (int n = body.read(piece); n >= 0; n = head.size() < LARGEST ? body.read(piece) : -1) {
                head.write(piece, 0, n);
            }
        } catch (IOException e) {
            cut = Optional.of(e);
        }
    }

    byte[] head() {
        return head.toByteArray();
    }

    InputStream whole() {
        return new SequenceInputStream(new ByteArrayInputStream(head()), cut.isPresent() ? failing(cut.get()) : body);
    }

    private static InputStream failing(IOException cause) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw cause;
            }
        };
    }
}
