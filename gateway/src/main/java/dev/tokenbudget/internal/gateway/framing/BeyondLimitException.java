package dev.tokenbudget.internal.gateway.framing;

import java.io.IOException;

/** A body is larger than what is read of one; the message says what is too large, and how large it may be. */
final class BeyondLimitException extends IOException {

    private static final long serialVersionUID = 1;

    BeyondLimitException(String tooLarge) {
        super(tooLarge);
    }
}
