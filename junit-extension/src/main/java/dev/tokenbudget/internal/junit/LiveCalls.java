package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.LiveAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;

/** Calls that providers answer. */
final class LiveCalls implements SessionCalls {

    @Override
    public AnswerSource answers() {
        return new LiveAnswers(new NetworkTransport());
    }
}
