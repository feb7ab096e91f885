package dev.tokenbudget.internal.history.store;

/**
 * What came into a history.
 *
 * @param builds builds that it did not hold
 * @param runs runs that it did not hold
 * @param calls their calls
 * @param runsKnown runs that it held already
 * @param reported sums of providers that it did not hold
 * @param reportedKnown sums of providers that it held already
 */
public record Added(int builds, int runs, int calls, int runsKnown, int reported, int reportedKnown) {}
