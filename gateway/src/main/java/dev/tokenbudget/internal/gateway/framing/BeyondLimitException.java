package dev.tokenbudget.internal.gateway.framing;

import java.io.IOException;

/** A body is larger than what is read of one. */
final class BeyondLimitException extends IOException {

    private static final long serialVersionUID = 1;

    private final String tooLarge;

    BeyondLimitException(String tooLarge) {
        super(tooLarge);
        this.tooLarge = tooLarge;
    }

    /** Return what is too large, and how large it may be. */
    String tooLarge() {
        return tooLarge;
    }
}
