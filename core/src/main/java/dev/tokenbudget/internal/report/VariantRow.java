package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.variant.MeasuredVariant;
import dev.tokenbudget.internal.variant.VariantComparison;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A variant as a row of a table, in words.
 *
 * @param name what the variant is called
 * @param inUse whether the others are compared with it
 * @param runs how many runs it made
 * @param passed how many of them succeeded
 * @param interval between which shares the pass rate lies in the long run
 * @param tokens of a successful run
 * @param usd of a successful run
 * @param usdPerSuccess of all runs, for each that succeeded
 */
public record VariantRow(
        String name,
        boolean inUse,
        String runs,
        String passed,
        String interval,
        String tokens,
        String usd,
        String usdPerSuccess) {

    /** What the columns are called, behind that of the name. */
    static final List<String> HEAD = List.of("runs", "passed", "95 % interval", "tokens a run", "a run", "a success");

    private static final String NOTHING = "-";

    /** Return a row for each variant, the one in use first. */
    public static List<VariantRow> of(VariantComparison compared) {
        return compared.all().stream()
                .map(variant -> of(variant, variant.equals(compared.inUse())))
                .toList();
    }

    private static VariantRow of(MeasuredVariant variant, boolean inUse) {
        SuccessCount successes = variant.successes();
        return new VariantRow(
                variant.name(),
                inUse,
                Figures.count(variant.runs().size()),
                successes.succeeded() + " of " + successes.attempted(),
                interval(successes),
                variant.tokens().map(tokens -> Figures.count(tokens.mean())).orElse(NOTHING),
                usd(variant.cost().after()),
                usd(variant.cost().perSuccess()));
    }

    private static String interval(SuccessCount successes) {
        Interval interval = successes.interval();
        return Figures.share(interval.lower()).replace(" %", "") + " to " + Figures.share(interval.upper());
    }

    private static String usd(OptionalDouble amount) {
        return amount.isPresent() ? Figures.usd(amount.getAsDouble()) : NOTHING;
    }

    /** Return the cells behind that of the name. */
    List<String> figures() {
        return List.of(runs, passed, interval, tokens, usd, usdPerSuccess);
    }

    /** Return the name, and whether the variant is the one in use. */
    String title() {
        return inUse ? name + " (in use)" : name;
    }
}
