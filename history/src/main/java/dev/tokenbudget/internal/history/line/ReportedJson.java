package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.ReportedEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider's sum as JSON. */
record ReportedJson(
        String id,
        String source,
        String from,
        String to,
        String model,
        @Nullable Map<String, String> labels,
        @Nullable Long requests,
        UsageJson usage,
        @Nullable BigDecimal costUsd) {

    ReportedJson {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(usage, "usage");
    }

    static ReportedJson of(ReportedEntry sum) {
        return new ReportedJson(
                sum.id(),
                sum.source(),
                sum.from().toString(),
                sum.to().toString(),
                sum.model(),
                LabelsJson.of(sum.labels()),
                UsageJson.orNull(sum.requests()),
                UsageJson.of(sum.usage()),
                sum.costUsd().orElse(null));
    }

    ReportedEntry entry() {
        return new ReportedEntry(
                id,
                source,
                Instant.parse(from),
                Instant.parse(to),
                model,
                labels == null ? Labels.NONE : Labels.of(labels),
                UsageJson.known(requests),
                usage.usage(),
                Optional.ofNullable(costUsd));
    }
}
