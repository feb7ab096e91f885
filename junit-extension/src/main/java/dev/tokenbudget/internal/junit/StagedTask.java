package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.verdict.Looks;
import dev.tokenbudget.junit.BenchmarkTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.opentest4j.AssertionFailedError;

/**
 * The runs of one {@link BenchmarkTask}: hands them out up to the next look, looks when these have ended, and goes on where
 * more are needed.
 *
 * <p>Kept in the template's store, because its closing comes after the last run: what is asked of all runs together is
 * judged there, and fails the template as a whole.
 */
@SuppressWarnings("deprecation") // JUnit 5.10 to 5.12 close nothing else; from 5.13 on AutoCloseable is what counts
final class StagedTask implements CloseableResource, AutoCloseable {

    private final Staging staging;
    private final String name;
    private final Looks looks;
    private final PassRate passRate;
    private final List<StagedRun> stage = new ArrayList<>();
    private final List<Run> made = new ArrayList<>();
    private int handedOut;
    private int nextLook;

    StagedTask(Staging staging, String name, Looks looks, double minPassRate) {
        this.staging = staging;
        this.name = name;
        this.looks = looks;
        this.passRate = new PassRate(minPassRate);
        this.nextLook = looks.first();
    }

    /** Return the runs, each when it is asked for; asking may wait for those before it. */
    Stream<StagedRun> runs() {
        return StreamSupport.stream(
                new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super StagedRun> action) {
                        Optional<StagedRun> run = next();
                        run.ifPresent(action);
                        return run.isPresent();
                    }
                },
                false);
    }

    /** Return when the task is looked at. */
    Looks looks() {
        return looks;
    }

    /** Take up a run that has ended. */
    void add(Run run) {
        synchronized (made) {
            made.add(run);
        }
    }

    /** Where no run may fail, each that does is a failed test already, which a build may choose to repeat. */
    @Override
    public void close() {
        if (passRate.toleratesFailures()) {
            passRate.shortfall(madeSoFar()).ifPresent(shortfall -> {
                throw new AssertionFailedError(name + " " + shortfall);
            });
        }
    }

    /** Called by the one thread that executes the template. */
    private Optional<StagedRun> next() {
        if (handedOut == nextLook) {
            nextLook = lookAfter();
            stage.clear();
        }
        if (handedOut == nextLook) {
            return Optional.empty();
        }
        handedOut++;
        StagedRun run = new StagedRun(handedOut, nextLook, passRate.toleratesFailures());
        stage.add(run);
        return Optional.of(run);
    }

    private int lookAfter() {
        if (!stage.stream().allMatch(StagedRun::isSelected)) {
            // a rerun or an IDE executes single runs by their place: which of them exist is not ours to say
            return looks.most();
        }
        int following = looks.next(handedOut);
        return following > handedOut && StageEnd.await(stage) && needsMore() ? following : handedOut;
    }

    private boolean needsMore() {
        List<Run> runs = madeSoFar();
        return !runs.isEmpty() && passRate.shortfall(runs).isEmpty() && staging.needsMore(runs, looks);
    }

    private List<Run> madeSoFar() {
        synchronized (made) {
            return List.copyOf(made);
        }
    }
}
