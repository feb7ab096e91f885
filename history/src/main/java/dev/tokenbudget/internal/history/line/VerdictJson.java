package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.VerdictEntry;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A verdict as JSON. */
record VerdictJson(
        String build,
        String task,
        String kind,
        boolean fails,
        @Nullable Double baselineMean,
        @Nullable Double mean,
        String statement) {

    VerdictJson {
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(statement, "statement");
    }

    static VerdictJson of(VerdictEntry verdict) {
        return new VerdictJson(
                verdict.build(),
                verdict.task(),
                verdict.kind(),
                verdict.fails(),
                orNull(verdict.baselineMean()),
                orNull(verdict.mean()),
                verdict.statement());
    }

    VerdictEntry entry() {
        return new VerdictEntry(build, task, kind, fails, known(baselineMean), known(mean), statement);
    }

    static @Nullable Double orNull(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    static OptionalDouble known(@Nullable Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
