package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.ReportedEntry;
import dev.tokenbudget.internal.span.Money;
import dev.tokenbudget.usage.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes entries of sums in providers' reports. A sum is known by its time and by all that the report splits it by. */
final class ReportedSum {

    private static final String USER = "user_id";

    private final String source;
    private final Fields sum;
    private final List<String> splitBy;

    /**
     * A sum of a report.
     *
     * @param source which report it is of
     * @param sum the sum, with the begin and the end of its bucket
     * @param splitBy the fields that the report may split by
     */
    ReportedSum(String source, Fields sum, List<String> splitBy) {
        this.source = source;
        this.sum = sum;
        this.splitBy = splitBy;
    }

    ReportedEntry entry(OptionalLong requests, TokenUsage usage, Optional<BigDecimal> usd, Findings findings)
            throws NotUnderstoodException {
        Instant from = sum.requiredTime(JsonRecords.BUCKET_START);
        Instant to = sum.requiredTime(JsonRecords.BUCKET_END);
        Map<String, String> all = new TreeMap<>();
        splitBy.forEach(name -> sum.text(name).ifPresent(value -> all.put(name, value)));
        String id = source + ":" + Fields.hash(from + " " + to + " " + all);
        Map<String, String> labels = new TreeMap<>(all);
        Optional.ofNullable(labels.remove(USER)).flatMap(findings::user).ifPresent(user -> labels.put(USER, user));
        // an id of a key is no key, and tells nothing that its project does not
        labels.remove("api_key_id");
        labels.remove("model");
        return new ReportedEntry(
                id, source, from, to, all.getOrDefault("model", ""), Labels.of(labels), requests, usage, usd);
    }

    /**
     * Return {@code money} in US dollars.
     *
     * @throws NotUnderstoodException if it is in another currency
     */
    static BigDecimal usd(Money money) throws NotUnderstoodException {
        return money.inUsd()
                .orElseThrow(() -> new NotUnderstoodException(money.amount().toPlainString() + " " + money.currency()
                        + " is in another currency than US dollars, and is not converted"));
    }
}
