package dev.tokenbudget.internal.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The runs of a {@link dev.tokenbudget.junit.BenchmarkTask} in their order: hands them out up to the next look, looks when these
 * have ended, and goes on where more are needed.
 *
 * <p>Variants take turns, each round beginning with another one, so that none always finds the caches that another filled. They
 * make equally many runs: if one stopped because its own numbers look good, these would look too good beside the others'.
 */
final class StagedRounds {

    private final StagedTask inUse;
    private final int most;
    private final List<StagedRun> handedOut = new CopyOnWriteArrayList<>();
    private final Deque<StagedTask> round = new ArrayDeque<>();
    private List<StagedTask> tasks;
    private int rounds;
    private int nextLook;

    /** Stage the variants of a task, the one in use first; only one where it has no variants. */
    StagedRounds(List<StagedTask> tasks) {
        this.tasks = List.copyOf(tasks);
        this.inUse = tasks.get(0);
        this.most = tasks.stream().mapToInt(task -> task.looks().most()).max().orElseThrow();
        this.nextLook =
                tasks.stream().mapToInt(task -> task.looks().first()).max().orElseThrow();
    }

    /** Return the runs, each only when it is requested: JUnit requests the next one when it is done with those before. */
    Stream<StagedRun> runs() {
        return Stream.iterate(next(), Optional::isPresent, before -> next()).flatMap(Optional::stream);
    }

    /** Return the run that JUnit made the invocation with {@code index} of, from 1. */
    Optional<StagedRun> runAt(int index) {
        return handedOut.stream().filter(run -> run.index() == index).findFirst();
    }

    private Optional<StagedRun> next() {
        if (round.isEmpty()) {
            if (rounds == nextLook && nextLook < most) {
                nextLook = lookAfter();
            }
            if (rounds == nextLook) {
                return Optional.empty();
            }
            begin();
        }
        StagedRun run = round.remove().handOut(nextLook);
        handedOut.add(run);
        return Optional.of(run);
    }

    private void begin() {
        List<StagedTask> inTurn = new ArrayList<>(tasks);
        Collections.rotate(inTurn, -rounds);
        rounds++;
        inTurn.stream().filter(task -> task.isShortOf(nextLook)).forEach(round::add);
    }

    private int lookAfter() {
        if (!tasks.stream().allMatch(StagedTask::isUpToDate)) {
            // a rerun or an IDE executes single runs by their place: which of them exist is not ours to say
            return most;
        }
        if (inUse.isDecided()) {
            return nextLook;
        }
        tasks = tasks.stream().filter(task -> !task.isDecided()).toList();
        return tasks.stream().mapToInt(task -> task.nextLook(nextLook)).max().orElse(nextLook);
    }
}
