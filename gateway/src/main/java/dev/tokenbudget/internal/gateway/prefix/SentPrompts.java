package dev.tokenbudget.internal.gateway.prefix;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.TaskId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * The prompts of the latest runs of this JVM, in memory only; not safe for use by several threads. Of each task the latest
 * run and the one before are kept, and of all tasks the text of those that ran last.
 */
public final class SentPrompts {

    /** Characters of text that are kept of all tasks: what is more is let go, and those tasks start anew. */
    private static final long MOST_CHARACTERS = 32_000_000;

    private final Map<RunInProgress, RunPrompts> runs = new WeakHashMap<>();
    private final Map<TaskId, RunPrompts> latest = new LinkedHashMap<>(16, 0.75f, true);

    /** Compare a prompt that {@code agent} sends in {@code run} with those that were sent before, and keep it. */
    public ComparedPrompt add(RunInProgress run, Optional<String> agent, List<Piece> pieces) {
        ComparedPrompt compared = runs.computeIfAbsent(run, this::start).add(new SentPrompt(agent, pieces));
        forgetEldest();
        return compared;
    }

    private RunPrompts start(RunInProgress run) {
        RunPrompts started = new RunPrompts(Optional.ofNullable(latest.get(run.task())));
        latest.put(run.task(), started);
        return started;
    }

    private void forgetEldest() {
        long all = latest.values().stream().mapToLong(RunPrompts::characters).sum();
        Iterator<RunPrompts> eldest = latest.values().iterator();
        while (all > MOST_CHARACTERS && latest.size() > 1) {
            all -= eldest.next().characters();
            eldest.remove();
        }
    }
}
