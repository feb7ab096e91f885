package dev.tokenbudget.internal.gateway.answers;

/** Where the answers to requests come from. */
public interface AnswerSource extends AutoCloseable {

    /** Prepare to answer a request. */
    Answering to(AskedCall call);

    @Override
    void close();
}
