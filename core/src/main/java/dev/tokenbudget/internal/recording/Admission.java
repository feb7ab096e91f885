package dev.tokenbudget.internal.recording;

/** What came of asking to send a call. */
public sealed interface Admission {

    /**
     * The call may be sent.
     *
     * @param reservation to be closed when the call has ended
     */
    record Granted(Reservation reservation) implements Admission {}

    /**
     * The call must not be sent.
     *
     * @param because why, as sentences for whoever wanted to send it
     */
    record Refused(String because) implements Admission {}

    /** Whoever wanted to send the call has left while it waited for others. */
    record Abandoned() implements Admission {}
}
