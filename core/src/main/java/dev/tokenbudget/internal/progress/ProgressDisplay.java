package dev.tokenbudget.internal.progress;

/** Shows the progress of a session. */
public interface ProgressDisplay {

    /**
     * Show an event.
     *
     * @param event what happened
     * @param progress the progress including the event
     */
    void show(ProgressEvent event, Progress progress);

    /** Show that time has passed. */
    void tick(Progress progress);

    /** Release the console. */
    void end();
}
