package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.text.ForeignText;

/** An alert as plain JSON. */
record AlertJson(
        int schemaVersion,
        String id,
        String rule,
        String level,
        String when,
        String subject,
        String from,
        double value,
        double limit,
        String statement) {

    static final int VERSION = 1;

    static AlertJson of(Alert alert) {
        return new AlertJson(
                VERSION,
                alert.id(),
                alert.rule().name(),
                alert.level().key(),
                alert.rule().measure().key(),
                alert.window().subject(),
                alert.window().from().toString(),
                alert.window().value(),
                alert.limit(),
                ForeignText.line(alert.statement()));
    }
}
