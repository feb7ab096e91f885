package dev.tokenbudget.internal.progress;

/** Shows people how a session gets on. */
public interface ProgressDisplay {

    /**
     * Show an event.
     *
     * @param event what happened
     * @param progress how far the session is with it
     */
    void show(ProgressEvent event, Progress progress);

    /** Show that time has passed. */
    void tick(Progress progress);

    /** Leave the console to others. */
    void end();
}
