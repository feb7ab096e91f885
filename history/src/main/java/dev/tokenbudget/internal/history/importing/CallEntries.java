package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.run.UserKey;
import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes entries of calls that exports tell of. */
final class CallEntries {

    private final ImportSettings settings;
    private final ImportTally tally;

    CallEntries(ImportSettings settings, ImportTally tally) {
        this.settings = settings;
        this.tally = tally;
    }

    /** Return what is kept of a call's labels, and its user's hash. */
    Labels labels(FoundCall call) {
        Labels kept = ImportedLabels.of(call.labels());
        return call.user()
                .flatMap(tally::user)
                .map(user -> Labels.of(Map.of(UserKey.LABEL, user)).or(kept))
                .orElse(kept);
    }

    CallEntry entry(int sequence, FoundCall found, Labels own) {
        ModelCall call = priceable(found.call());
        long latency = call.latency().toMillis();
        return new CallEntry(
                sequence,
                call.started(),
                call.provider(),
                call.responseModel().orElse(call.requestedModel()),
                call.agent().orElse(""),
                call.role(),
                call.usage(),
                cost(found, call),
                call.stopReason(),
                latency > 0 ? OptionalLong.of(latency) : OptionalLong.empty(),
                0,
                call.toolCalls(),
                own);
    }

    /** Embeddings have no output, and most systems do not say so. */
    private static ModelCall priceable(ModelCall call) {
        TokenUsage usage = call.usage();
        boolean lacksZero = call.kind() == CallKind.EMBEDDING
                && usage.input().isPresent()
                && usage.output().isEmpty();
        return lacksZero ? call.toBuilder().usage(usage.withOutput(0)).build() : call;
    }

    /** A cost of 0 for tokens is what systems write whose own list lacks the model. */
    private Optional<BigDecimal> cost(FoundCall found, ModelCall call) {
        Optional<Money> told = found.cost().filter(cost -> cost.amount().signum() > 0);
        told.filter(cost -> cost.inUsd().isEmpty())
                .ifPresent(cost -> tally.notKept("costs in " + cost.currency() + ", which are not converted"));
        return told.flatMap(Money::inUsd).or(() -> settings.prices().cost(call).usd());
    }
}
