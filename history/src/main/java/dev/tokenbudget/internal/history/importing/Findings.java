package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.ReportedEntry;
import java.util.Optional;

/** What takes what a format finds in a record. */
interface Findings {

    /** Take a step of a trace; its call, if it is one, follows. */
    void span(FoundSpan span);

    void call(FoundCall call);

    /**
     * Take a sum of a provider.
     *
     * @throws NotUnderstoodException if its time is not over yet
     */
    void reported(ReportedEntry sum) throws NotUnderstoodException;

    /** Note that a record was understood and holds nothing to count, as {@code spans that are no model calls}. */
    void nothingToCount(String what);

    /** Note what is known but not kept, as {@code costs in EUR}. */
    void notKept(String what);

    /** Return what is kept of a user's id; nothing where there is no key. */
    Optional<String> user(String id);
}
