package dev.tokenbudget.internal.gateway.answers;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which of the calls that a run was charged with belong to an exchange. They may have changed since they were read
 * from its answer: prompts are measured beside it, and what is answered in the background is known only later.
 */
final class ChargedCalls {

    private final List<ModelCall> left;

    ChargedCalls(List<ModelCall> charged) {
        this.left = new ArrayList<>(charged);
    }

    /**
     * Return the calls of an exchange, once.
     *
     * @param read what was read from its answer
     */
    List<ModelCall> take(List<ModelCall> read) {
        List<ModelCall> taken = left.stream()
                .filter(call ->
                        call.source() == UsageSource.GATEWAY && read.stream().anyMatch(known -> isSame(known, call)))
                .toList();
        left.removeAll(taken);
        return taken;
    }

    private static boolean isSame(ModelCall read, ModelCall charged) {
        return read.started().equals(charged.started())
                && read.provider().equals(charged.provider())
                && read.responseId().equals(charged.responseId());
    }

    /** Return the calls that belong to no exchange. */
    List<ModelCall> left() {
        return left;
    }
}
