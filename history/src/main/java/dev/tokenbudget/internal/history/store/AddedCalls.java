package dev.tokenbudget.internal.history.store;

/**
 * What parts of runs brought into a history.
 *
 * @param runs runs that it did not hold
 * @param calls calls that it did not hold
 * @param callsKnown calls that it held already
 */
public record AddedCalls(int runs, int calls, int callsKnown) {

    /** Nothing. */
    public static final AddedCalls NONE = new AddedCalls(0, 0, 0);

    /** Return this and {@code other} together. */
    public AddedCalls plus(AddedCalls other) {
        return new AddedCalls(runs + other.runs, calls + other.calls, callsKnown + other.callsKnown);
    }
}
