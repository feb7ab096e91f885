package dev.tokenbudget.internal.composition;

import java.util.Optional;

/** The hash that all of several texts have in common; there is none once two differ. */
final class HashTally {

    private Optional<String> first = Optional.empty();
    private boolean any;
    private boolean differ;

    /** Add a text; one without a hash is another than one with a hash. */
    void add(Optional<String> hash) {
        differ |= any && !hash.equals(first);
        first = any ? first : hash;
        any = true;
    }

    Optional<String> hash() {
        return differ ? Optional.empty() : first;
    }

    static Optional<String> of(Optional<String> one, Optional<String> other) {
        return one.filter(hash -> one.equals(other));
    }
}
