package dev.tokenbudget.internal.run;

import java.util.List;

/**
 * What a run is that was answered from a recording.
 *
 * @param recorded the recorded run that answered it, from 1; 0 where the task has no recording
 * @param repeated whether an earlier run of this task was answered by the same recorded run, so that this one adds no sample
 * @param departures where the run asked for something that only a live run can know, in order
 */
public record ReplayedRun(int recorded, boolean repeated, List<Departure> departures) {

    public ReplayedRun {
        departures = List.copyOf(departures);
    }

    /**
     * One call of which a recording does not know all.
     *
     * @param kind what it lacks
     * @param call which call of the run it is, from 1
     * @param because the call, what it follows, and what differs from the recording, as a sentence without its full stop
     * @param tokens what is known of it: the estimated tokens of its prompt, which are a lower bound; 0 where nothing is known
     */
    public record Departure(Kind kind, int call, String because, long tokens) {}

    /** What a recording does not know of a call. */
    public enum Kind {
        /** No recorded answer belongs to the call: the run has left the recording. */
        LEFT,
        /** The answer is recorded, but for another model, effort, temperature, output limit or schema. */
        PARAMETER
    }
}
