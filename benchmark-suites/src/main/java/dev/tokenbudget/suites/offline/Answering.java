package dev.tokenbudget.suites.offline;

import com.sun.net.httpserver.Headers;

/** What the model says, whatever the protocol. */
interface Answering {

    /** Return the answer to a request that came with {@code headers}. */
    Answer answer(OfflineRequest request, Headers headers);

    /** Learn what an answer was charged with. */
    default void charged(Reply reply, Headers headers) {}
}
