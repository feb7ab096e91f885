package dev.tokenbudget.internal.history;

import dev.tokenbudget.internal.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One execution of a task, or one session of a running application, with all its calls.
 *
 * @param id the same wherever the run comes from again: an id counts once
 * @param build the id of the build that made it; absent where none did
 * @param origin where it comes from
 * @param source which system told of it, in lower case: {@code tokenbudget}, {@code langsmith} …
 * @param task the task's name, qualified by its class where it is a test's; else the label or trace name that stands for it
 * @param started when it began
 * @param duration how long it took
 * @param outcome how it ended; absent where the source does not tell
 * @param labels what reports group by
 * @param calls its calls, in the order in which they were sent
 */
public record RunEntry(
        String id,
        Optional<String> build,
        Origin origin,
        String source,
        String task,
        Instant started,
        Duration duration,
        Optional<Outcome> outcome,
        Labels labels,
        List<CallEntry> calls) {

    public RunEntry {
        calls = List.copyOf(calls);
    }
}
