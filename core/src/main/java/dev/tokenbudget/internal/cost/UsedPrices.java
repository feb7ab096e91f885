package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.price.ListPrice;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.price.PriceSource;
import dev.tokenbudget.internal.run.Measurement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which prices the models of a project have.
 *
 * @param lists the price lists, of which an earlier one goes before a later one
 * @param day the day from which the lists' age is counted
 * @param origin where the models are known from
 * @param quotes what the lists say of each model, by its name
 */
public record UsedPrices(List<PriceSource> lists, LocalDate day, Origin origin, List<ListPrice> quotes) {

    /** Where models are known from. */
    public enum Origin {
        /** From the calls of the last build. */
        MEASUREMENT,
        /** From the accepted baselines: nothing was measured. */
        BASELINES,
        /** From nowhere: nothing was measured and nothing was accepted. */
        NONE
    }

    public UsedPrices {
        lists = List.copyOf(lists);
        quotes = List.copyOf(quotes);
    }

    /**
     * Look up the models of the last measurement, or those of the baselines where it has no call.
     *
     * @param measurement the last build, where one was measured
     * @param baseline what is accepted
     * @param prices the price list
     * @param now when it is asked
     */
    public static UsedPrices of(Optional<Measurement> measurement, Baseline baseline, PriceList prices, Instant now) {
        List<ListPrice> measured = sorted(measurement.stream()
                .flatMap(build -> build.tasks().values().stream())
                .flatMap(task -> task.runs().stream())
                .flatMap(run -> run.calls().stream())
                .map(prices::listPrice));
        List<ListPrice> accepted = sorted(baseline.tasks().values().stream()
                .flatMap(task -> task.models().stream())
                .distinct()
                .map(model -> listPrice(model, prices, now)));
        LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (!measured.isEmpty()) {
            return new UsedPrices(prices.sources(), day, Origin.MEASUREMENT, measured);
        }
        Origin origin = accepted.isEmpty() ? Origin.NONE : Origin.BASELINES;
        return new UsedPrices(prices.sources(), day, origin, accepted);
    }

    /** A baseline has {@code provider model}. */
    private static ListPrice listPrice(String model, PriceList prices, Instant now) {
        int gap = model.indexOf(' ');
        return prices.listPrice(model.substring(0, Math.max(0, gap)), model.substring(gap + 1), now);
    }

    private static List<ListPrice> sorted(Stream<ListPrice> quotes) {
        return quotes.distinct().sorted(Comparator.comparing(ListPrice::name)).toList();
    }
}
