package dev.tokenbudget.suites.offline;

/** A request that the provider would refuse; the reason says why. */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BadRequest(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
