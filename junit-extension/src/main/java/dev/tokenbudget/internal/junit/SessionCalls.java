package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Run;
import java.util.List;
import java.util.Optional;

/** How a session gets the answers to its calls: from providers, from providers while they are recorded, or from recordings. */
interface SessionCalls {

    /** Return where the gateway gets answers. */
    AnswerSource answers();

    /** Return what is known of a run that has ended, beyond what it used. */
    default Run ended(RunInProgress run, Run ended) {
        return ended;
    }

    /** Return why whatever the test of {@code run} threw is no failure of the test, where that is so. */
    default Optional<String> departure(RunInProgress run) {
        return Optional.empty();
    }

    /** Write what is kept until the end of the session. */
    default void finish() {}

    /** Return what the end of a session says of where its answers came from, one sentence each. */
    default List<String> remarks() {
        return List.of();
    }
}
