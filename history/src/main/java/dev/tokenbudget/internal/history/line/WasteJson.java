package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.WasteEntry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a task need not spend, as JSON. */
record WasteJson(
        String build,
        String task,
        String kind,
        String statement,
        String cure,
        double tokensPerRun,
        @Nullable Double usdPerRun) {

    WasteJson {
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(cure, "cure");
    }

    static WasteJson of(WasteEntry waste) {
        return new WasteJson(
                waste.build(),
                waste.task(),
                waste.kind(),
                waste.statement(),
                waste.cure(),
                waste.tokensPerRun(),
                VerdictJson.orNull(waste.usdPerRun()));
    }

    WasteEntry entry() {
        return new WasteEntry(build, task, kind, statement, cure, tokensPerRun, VerdictJson.known(usdPerRun));
    }
}
