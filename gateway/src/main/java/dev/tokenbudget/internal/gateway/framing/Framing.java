package dev.tokenbudget.internal.gateway.framing;

/** Cuts documents out of a body that arrives in pieces of any size. */
interface Framing {

    /** Take the next piece. */
    void accept(byte[] bytes, int offset, int length);

    /** Note that no more comes; what is pending and could be whole is handed out. */
    void end();

    /** Whether the body is a stream of events rather than one answer. */
    boolean isStream();
}
