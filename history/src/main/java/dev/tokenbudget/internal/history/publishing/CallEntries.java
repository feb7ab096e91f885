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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Collects the calls of one run. Attempts that the provider refused are no calls, but retries of the call that follows them. */
public final class CallEntries {

    private record Attempted(Role role, String provider, String model) {}

    private final Optional<PriceList> prices;
    private final Instant started;
    private final List<CallEntry> entries = new ArrayList<>();
    private final Map<Attempted, Integer> refused = new HashMap<>();

    /**
     * Collect calls.
     *
     * @param prices what they cost
     * @param started when the run began, for calls that do not tell their own time
     */
    public CallEntries(Optional<PriceList> prices, Instant started) {
        this.prices = prices;
        this.started = started;
    }

    /** Add a call, or an attempt that was refused. */
    public void add(ModelCall call) {
        Attempted attempted = new Attempted(call.role(), call.provider(), call.requestedModel());
        if (!call.isBilled()) {
            refused.merge(attempted, 1, Integer::sum);
            return;
        }
        Integer retries = refused.remove(attempted);
        entries.add(entry(call, entries.size() + 1, retries == null ? 0 : retries));
    }

    /** Replace the call at a place, from 1, by its answer that was fetched later; when it was sent stays. */
    public void replace(int sequence, ModelCall answer) {
        CallEntry known = entries.get(sequence - 1);
        ModelCall whole = answer.toBuilder().started(known.at()).build();
        entries.set(sequence - 1, entry(whole, sequence, known.retries()));
    }

    private CallEntry entry(ModelCall call, int sequence, int retries) {
        return new CallEntry(
                sequence,
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
                retries,
                call.toolCalls(),
                Labels.of(call.labels()));
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

    /** Return the calls; more may come. */
    public List<CallEntry> entries() {
        return Collections.unmodifiableList(entries);
    }
}
