package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.progress.Progress;
import dev.tokenbudget.internal.progress.ProgressDisplay;
import dev.tokenbudget.internal.progress.ProgressTail;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows the progress of a JVM that runs tasks, and ends it if Maven is interrupted. */
final class Watch {

    private static final int SECONDS_TO_END = 10;
    private static final int MILLIS_OF_A_TICK = 200;
    /** How long after the end of a JVM an interruption may still reach Maven: Ctrl-C goes to both at once. */
    private static final int MILLIS_OF_AN_INTERRUPTION = 500;

    private final Process jvm;
    private final ProgressTail tail;
    private final ProgressDisplay display;
    private final Progress progress = new Progress();
    private volatile boolean interrupted;

    Watch(Process jvm, ProgressTail tail, ProgressDisplay display) {
        this.jvm = jvm;
        this.tail = tail;
        this.display = display;
    }

    /**
     * Wait for the JVM's end and return what it has done.
     *
     * @param interruption told what was done where Maven is interrupted before that
     */
    Progress await(Consumer<Progress> interruption) {
        Thread hook = new Thread(() -> end(interruption), "tokenbudget-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            while (!jvm.waitFor(MILLIS_OF_A_TICK, TimeUnit.MILLISECONDS)) {
                catchUp();
                display.tick(progress);
            }
            if (jvm.exitValue() != 0) {
                Thread.sleep(MILLIS_OF_AN_INTERRUPTION);
            }
        } catch (InterruptedException e) {
            jvm.destroy();
            Thread.currentThread().interrupt();
        }
        if (interrupted || !isRemoved(hook)) {
            waitForTheEndOfMaven();
        }
        catchUp();
        display.end();
        return progress;
    }

    private synchronized void catchUp() {
        tail.next().forEach(event -> {
            progress.accept(event);
            display.show(event, progress);
        });
    }

    private void end(Consumer<Progress> interruption) {
        interrupted = true;
        jvm.descendants().forEach(ProcessHandle::destroy);
        jvm.destroy();
        try {
            if (!jvm.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                jvm.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        catchUp();
        display.end();
        interruption.accept(progress);
    }

    private static boolean isRemoved(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    /** Maven itself goes on until its JVM halts, and would report on a session that was broken off. */
    private static void waitForTheEndOfMaven() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
