package dev.tokenbudget.internal.gateway.transport;

import java.io.IOException;

/** A message is not HTTP/1.1 as it should be, or is larger than it may be. */
public final class MalformedMessageException extends IOException {

    private static final int BAD_REQUEST = 400;
    private static final int HEAD_TOO_LARGE = 431;

    private final int status;

    private MalformedMessageException(int status, String problem) {
        super(problem);
        this.status = status;
    }

    public MalformedMessageException(String problem) {
        this(BAD_REQUEST, problem);
    }

    static MalformedMessageException headTooLarge(String limit) {
        return new MalformedMessageException(HEAD_TOO_LARGE, "its headers are larger than " + limit);
    }

    /** Return the HTTP status by which such a request is refused. */
    public int status() {
        return status;
    }
}
