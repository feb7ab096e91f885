package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.BenchmarkTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final List<StagedRun> handedOut = new ArrayList<>();
    private final List<Run> made = new ArrayList<>();
    private int nextLook;

    StagedTask(Staging staging, String name, Looks looks, double minPassRate) {
        this.staging = staging;
        this.name = name;
        this.looks = looks;
        this.passRate = new PassRate(minPassRate);
        this.nextLook = looks.first();
    }

    /** Return the runs, each only when it is requested: JUnit requests the next one when it is done with those before. */
    Stream<StagedRun> runs() {
        return Stream.iterate(next(), Optional::isPresent, before -> next()).flatMap(Optional::stream);
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

    private Optional<StagedRun> next() {
        if (handedOut.size() == nextLook && nextLook < looks.most()) {
            nextLook = lookAfter();
        }
        if (handedOut.size() == nextLook) {
            return Optional.empty();
        }
        StagedRun run = new StagedRun(handedOut.size() + 1, nextLook, passRate.toleratesFailures());
        handedOut.add(run);
        return Optional.of(run);
    }

    private int lookAfter() {
        if (!handedOut.stream().allMatch(StagedRun::hasEnded)) {
            // a rerun or an IDE executes single runs by their place: which of them exist is not ours to say
            return looks.most();
        }
        List<Run> runs = madeSoFar();
        boolean isDecided = runs.isEmpty() || passRate.isMissedBy(runs);
        return isDecided ? nextLook : staging.nextLook(runs, looks, nextLook);
    }

    private List<Run> madeSoFar() {
        synchronized (made) {
            return List.copyOf(made);
        }
    }
}
