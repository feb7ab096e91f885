package dev.tokenbudget.suites.offline;

import java.time.Instant;

/**
 * An answer with all that a protocol needs to write it.
 *
 * @param number makes its ids unlike those of any other reply; the same conversations have the same ones each time
 * @param at when it was given
 */
record Reply(OfflineRequest request, Answer answer, Charge charge, long number, Instant at) {

    String id(String prefix) {
        return "%s_%016x".formatted(prefix, number);
    }
}
