package dev.tokenbudget.internal.gateway.replay;

import java.util.Optional;

/** What a model answers: a text, or one call of a tool. */
record Answer(
        String id, String text, Optional<String> tool, String arguments, long input, long cacheRead, long cacheWrite) {

    static Answer text(String id, String text) {
        return new Answer(id, text, Optional.empty(), "", 0, 0, 0);
    }

    static Answer call(String id, String tool, String arguments) {
        return new Answer(id, "", Optional.of(tool), arguments, 0, 0, 0);
    }

    Answer input(long tokens) {
        return new Answer(id, text, tool, arguments, tokens, cacheRead, cacheWrite);
    }

    Answer cache(long read, long write) {
        return new Answer(id, text, tool, arguments, input, read, write);
    }
}
