package dev.tokenbudget.internal.gateway.replay;

import java.util.Optional;

/** Says how a request has left the recording. */
final class LeftRecording {

    private static final String REMEDY = "Only a live run knows how the model answers it: -Dtokenbudget.calls=live, or"
            + " -Dtokenbudget.calls=record to keep the answer.";

    private LeftRecording() {}

    /** Return the call, what it follows, and what differs from the recording, as a sentence without its full stop. */
    static String because(RequestTurn turn) {
        return nameOf(turn) + followed(turn) + difference(turn);
    }

    /** Return what a client is told in place of an answer. */
    static String message(RequestTurn turn) {
        return "The run has left its recording: " + because(turn) + ". " + REMEDY;
    }

    static String messageWithoutRecording() {
        return "This task has no recording that could answer. " + REMEDY;
    }

    static String nameOf(RequestTurn turn) {
        ComparedRequest request = turn.asked().request();
        String agent = request.agent().map(name -> " of agent '" + name + "'").orElse("");
        String model = request.model().isEmpty() ? "" : " (" + request.model() + ")";
        return request.protocol().isPresent()
                ? "call " + turn.call() + agent + " to " + request.request().upstream() + model
                : request.request().method() + " " + request.request().path();
    }

    private static String followed(RequestTurn turn) {
        return turn.followedCall()
                .map(call -> " follows call " + call + ", as no recorded request does that is left")
                .orElse(" is no request that is left in the recording");
    }

    private static String difference(RequestTurn turn) {
        Optional<RecordedExchange> nearest = turn.nearest();
        if (nearest.isEmpty()) {
            return "; nothing of the kind was recorded";
        }
        String request =
                "the nearest recorded request, number " + (nearest.get().index() + 1) + ", ";
        return FirstDifference.between(
                        turn.asked().request().content(),
                        nearest.get().asked().request().content())
                .map(place -> "; " + request + "differs first in " + place)
                .orElse("; " + request + "is the same, and was answered before");
    }
}
