package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An accepted step as JSON. */
record AcceptanceJson(
        String id,
        String task,
        String date,
        String reason,
        @Nullable String commit,
        @Nullable Double before,
        @Nullable Double after) {

    AcceptanceJson {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(reason, "reason");
    }

    static AcceptanceJson of(AcceptanceEntry acceptance) {
        return new AcceptanceJson(
                acceptance.id(),
                acceptance.task(),
                acceptance.date().toString(),
                acceptance.reason(),
                acceptance.commit().orElse(null),
                VerdictJson.orNull(acceptance.before()),
                VerdictJson.orNull(acceptance.after()));
    }

    AcceptanceEntry entry() {
        return new AcceptanceEntry(
                id,
                task,
                LocalDate.parse(date),
                reason,
                Optional.ofNullable(commit),
                VerdictJson.known(before),
                VerdictJson.known(after));
    }
}
