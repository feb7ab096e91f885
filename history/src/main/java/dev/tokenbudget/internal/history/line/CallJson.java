package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.usage.ModelCall.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A call as JSON. */
record CallJson(
        int sequence,
        String at,
        String provider,
        String model,
        @Nullable String agent,
        @Nullable String role,
        UsageJson usage,
        @Nullable BigDecimal costUsd,
        @Nullable String stopReason,
        @Nullable Long latencyMs,
        @Nullable Integer retries,
        @Nullable Integer toolCalls,
        @Nullable Map<String, String> labels) {

    CallJson {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(usage, "usage");
    }

    static CallJson of(CallEntry call) {
        return new CallJson(
                call.sequence(),
                call.at().toString(),
                call.provider(),
                call.model(),
                call.agent().isEmpty() ? null : call.agent(),
                call.role() == Role.AGENT ? null : call.role().name(),
                UsageJson.of(call.usage()),
                call.costUsd().orElse(null),
                call.stopReason().orElse(null),
                UsageJson.orNull(call.latencyMs()),
                call.retries() == 0 ? null : call.retries(),
                call.toolCalls() == 0 ? null : call.toolCalls(),
                LabelsJson.of(call.labels()));
    }

    CallEntry entry() {
        return new CallEntry(
                sequence,
                Instant.parse(at),
                provider,
                model,
                agent == null ? "" : agent,
                role == null ? Role.AGENT : Role.valueOf(role),
                usage.usage(),
                Optional.ofNullable(costUsd),
                Optional.ofNullable(stopReason),
                latencyMs == null ? OptionalLong.empty() : OptionalLong.of(latencyMs),
                retries == null ? 0 : retries,
                toolCalls == null ? 0 : toolCalls,
                labels == null ? Labels.NONE : Labels.of(labels));
    }
}
