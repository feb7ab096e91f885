package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;
import javax.net.ssl.SSLException;

/** A body that ends with its connection. */
final class BodyUntilClose extends MessageBody {

    private final MessageInput input;

    BodyUntilClose(MessageInput input) {
        this.input = input;
    }

    /** Many servers close TLS without its farewell: nothing more comes either way. */
    @Override
    int readNext(byte[] bytes, int offset, int length) throws IOException {
        try {
            return input.read(bytes, offset, length);
        } catch (SSLException e) {
            return -1;
        }
    }
}
