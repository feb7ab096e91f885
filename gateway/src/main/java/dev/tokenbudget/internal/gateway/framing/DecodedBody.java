package dev.tokenbudget.internal.gateway.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A compressed body, decoded as it is read, and not before the first byte is read. */
public final class DecodedBody extends InputStream {

    private final String coding;
    private final InputStream body;
    private Optional<InputStream> plain = Optional.empty();

    public DecodedBody(String coding, InputStream body) {
        this.coding = coding;
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        return plain().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return plain().read(bytes, offset, length);
    }

    private InputStream plain() throws IOException {
        if (plain.isEmpty()) {
            plain = Optional.of(CompressedBody.passing(coding, body));
        }
        return plain.get();
    }
}
