package dev.tokenbudget.internal.history.line;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.ReportedEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider's sum as JSON. */
record ReportedJson(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String from,
        @JsonProperty(required = true) String to,
        @JsonProperty(required = true) String model,
        @Nullable Map<String, String> labels,
        @Nullable Long requests,
        @JsonProperty(required = true) UsageJson usage,
        @Nullable BigDecimal costUsd) {

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
