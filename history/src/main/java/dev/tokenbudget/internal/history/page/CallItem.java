package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.html.Durations;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall.Role;
import java.time.Duration;
import java.util.OptionalLong;

/** A call of a run that is shown. */
record CallItem(CallEntry call) {

    int number() {
        return call.sequence();
    }

    /** Return who made it. */
    String agent() {
        String judge = call.role() == Role.AGENT ? "" : "judge";
        return call.agent().isEmpty() || judge.isEmpty() ? call.agent() + judge : call.agent() + ", " + judge;
    }

    String model() {
        return call.model();
    }

    String input() {
        return known(call.usage().input());
    }

    String cached() {
        return call.usage().cacheRead().isPresent() ? known(call.usage().cacheRead()) : "–";
    }

    String output() {
        return known(call.usage().output());
    }

    String cost() {
        return call.costUsd().map(Figures::usd).orElse("not known");
    }

    String latency() {
        return call.latencyMs().isPresent()
                ? Durations.inWords(Duration.ofMillis(call.latencyMs().getAsLong()))
                : "–";
    }

    String ended() {
        return call.stopReason().orElse("");
    }

    private static String known(OptionalLong tokens) {
        return tokens.isPresent() ? Figures.count(tokens.getAsLong()) : "not known";
    }
}
