package dev.tokenbudget.internal.history;

import java.util.OptionalDouble;

/**
 * Something that a build found a task need not spend.
 *
 * @param build the build's id
 * @param task the task's name, as its runs have it
 * @param kind the kind of waste, such as {@code UNUSED_TOOL}
 * @param statement what is done, by whom and where, without a full stop
 * @param cure what to do about it, as a sentence
 * @param tokensPerRun how many tokens of a run it concerns
 * @param usdPerRun what a run would cost less, in US dollars; absent where a price is not known
 */
public record WasteEntry(
        String build,
        String task,
        String kind,
        String statement,
        String cure,
        double tokensPerRun,
        OptionalDouble usdPerRun) {}
