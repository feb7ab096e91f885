package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.opentest4j.AssertionFailedError;

/**
 * The runs of one {@link dev.tokenbudget.junit.BenchmarkTask}, or of one of its variants, and whether more are needed.
 *
 * <p>Kept in the template's store, because its closing comes after the last run: what is asked of all runs together is
 * judged there, and fails the template as a whole.
 */
@SuppressWarnings("deprecation") // JUnit 5.10 to 5.12 close nothing else; from 5.13 on AutoCloseable is what counts
final class StagedTask implements CloseableResource, AutoCloseable {

    private final Staging staging;
    private final String name;
    private final Optional<VariantValue> variant;
    private final Looks looks;
    private final PassRate passRate;
    private final List<StagedRun> handedOut = new ArrayList<>();
    private final List<Run> made = new ArrayList<>();

    /**
     * Stage a task.
     *
     * @param name what a message calls it
     * @param variant which variant it is; absent where the test has none
     */
    StagedTask(Staging staging, String name, Optional<VariantValue> variant, Looks looks, double minPassRate) {
        this.staging = staging;
        this.name = name;
        this.variant = variant;
        this.looks = looks;
        this.passRate = new PassRate(minPassRate);
    }

    /** Return which variant of its test this is, where that has several. */
    Optional<VariantValue> variant() {
        return variant;
    }

    /** Return when the task is looked at. */
    Looks looks() {
        return looks;
    }

    /** Hand out one more run, on the way to a look at {@code look} runs. */
    StagedRun handOut(int look) {
        StagedRun run = new StagedRun(this, handedOut.size() + 1, look);
        handedOut.add(run);
        return run;
    }

    /** Whether it may make more runs than it did, up to a look at {@code look} runs. */
    boolean isShortOf(int look) {
        return handedOut.size() < Math.min(look, looks.most());
    }

    /** Whether single runs may fail. */
    boolean toleratesFailures() {
        return passRate.toleratesFailures();
    }

    /** Whether all runs that were handed out were executed, or skipped. */
    boolean isUpToDate() {
        return handedOut.stream().allMatch(StagedRun::hasEnded);
    }

    /** Whether more runs can change nothing: too few succeed, or none is executed at all. */
    boolean isDecided() {
        List<Run> runs = madeSoFar();
        return runs.isEmpty() || passRate.isMissedBy(runs);
    }

    /** Return the number of runs at the next look that this task asks for; {@code look} where it needs no more. */
    int nextLook(int look) {
        return isDecided() || look >= looks.most() ? look : staging.nextLook(madeSoFar(), looks, look);
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

    private List<Run> madeSoFar() {
        synchronized (made) {
            return List.copyOf(made);
        }
    }
}
