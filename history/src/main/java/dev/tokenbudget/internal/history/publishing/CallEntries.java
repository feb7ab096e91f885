package dev.tokenbudget.internal.history.publishing;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ModelCall.Role;
import dev.tokenbudget.usage.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Collects the calls of one run. Attempts that the provider refused are no calls, but retries of the call that follows them. */
final class CallEntries {

    private record Attempted(Role role, String provider, String model) {}

    private final Optional<PriceList> prices;
    private final Instant started;
    private final List<CallEntry> entries = new ArrayList<>();
    private final Map<Attempted, Integer> refused = new HashMap<>();

    /** @param started when the run began, for calls that do not tell their own time */
    CallEntries(Optional<PriceList> prices, Instant started) {
        this.prices = prices;
        this.started = started;
    }

    void add(ModelCall call) {
        Attempted attempted = new Attempted(call.role(), call.provider(), call.requestedModel());
        if (!call.isBilled()) {
            refused.merge(attempted, 1, Integer::sum);
            return;
        }
        Integer retries = refused.remove(attempted);
        entries.add(new CallEntry(
                entries.size() + 1,
                call.started().isAfter(Instant.EPOCH) ? call.started() : started,
                call.provider(),
                call.responseModel().orElse(call.requestedModel()),
                call.agent().orElse(""),
                call.role(),
                usage(call),
                prices.map(list -> list.cost(call)).flatMap(Cost::usd),
                call.stopReason(),
                call.latency().isZero()
                        ? OptionalLong.empty()
                        : OptionalLong.of(call.latency().toMillis()),
                retries == null ? 0 : retries,
                call.toolCalls(),
                Labels.of(call.labels())));
    }

    /** Add calls that had not ended when their run was closed: what they used is not known. */
    void addUnfinished(Role role, int number) {
        for (int i = 0; i < number; i++) {
            add(ModelCall.builder("unknown", "unknown")
                    .role(role)
                    .started(started)
                    .build());
        }
    }

    /** What is only a lower bound must not be taken for the whole: without its output, the sum is unknown. */
    private static TokenUsage usage(ModelCall call) {
        TokenUsage usage = call.usage();
        if (!call.isMeasurable()) {
            return usage.toBuilder().output(OptionalLong.empty()).build();
        }
        return call.kind() == CallKind.RERANK
                ? usage.toBuilder()
                        .input(OptionalLong.of(usage.input().orElse(0)))
                        .output(OptionalLong.of(usage.output().orElse(0)))
                        .build()
                : usage;
    }

    List<CallEntry> entries() {
        return entries;
    }
}
