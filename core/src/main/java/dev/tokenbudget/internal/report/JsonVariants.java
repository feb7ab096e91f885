package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.statistics.Interval;
import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.variant.ComparedVariant;
import dev.tokenbudget.internal.variant.CostDifference;
import dev.tokenbudget.internal.variant.MeasuredVariant;
import dev.tokenbudget.internal.variant.VariantComparison;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON form of the variants of one task; what is not known is absent. */
record JsonVariants(@Nullable String module, String testClass, String task, List<VariantJson> variants) {

    static JsonVariants of(VariantComparison compared) {
        TaskId id = compared.task();
        return new JsonVariants(
                id.module().isEmpty() ? null : id.module(),
                id.testClass(),
                id.name(),
                Stream.concat(
                                Stream.of(VariantJson.of(compared.inUse(), null)),
                                compared.others().stream()
                                        .map(other -> VariantJson.of(other.measured(), Against.of(other))))
                        .toList());
    }

    record VariantJson(
            String name,
            List<String> tasks,
            List<String> models,
            int runs,
            int attempted,
            int succeeded,
            @Nullable Rate passRate,
            @Nullable Double tokens,
            @Nullable Double usd,
            @Nullable Double usdPerSuccess,
            @Nullable String usdUnknownBecause,
            @Nullable Against againstInUse) {

        static VariantJson of(MeasuredVariant variant, @Nullable Against against) {
            SuccessCount successes = variant.successes();
            return new VariantJson(
                    variant.name(),
                    variant.tasks().stream().map(TaskId::name).toList(),
                    variant.runs().requestedModels(),
                    variant.runs().size(),
                    successes.attempted(),
                    successes.succeeded(),
                    successes.attempted() > 0 ? Rate.of(successes) : null,
                    variant.tokens().map(SampleSummary::mean).orElse(null),
                    orNull(variant.cost().after()),
                    orNull(variant.cost().perSuccess()),
                    variant.whyNoDollars().orElse(null),
                    against);
        }
    }

    record Rate(double share, double lower, double upper) {
        static Rate of(SuccessCount successes) {
            Interval interval = successes.interval();
            return new Rate(successes.share(), interval.lower(), interval.upper());
        }
    }

    record Against(
            boolean shown,
            boolean noWorse,
            double margin,
            double mostLost,
            @Nullable Boolean cheaper,
            @Nullable Double costChange,
            @Nullable Double costP,
            @Nullable Integer runsNeeded,
            String sentence) {

        static Against of(ComparedVariant compared) {
            OptionalInt needed = compared.runsNeeded();
            return new Against(
                    compared.isShown(),
                    compared.success().isShown(),
                    compared.success().margin(),
                    compared.success().mostLost(),
                    compared.cost().map(CostDifference::isProved).orElse(null),
                    compared.cost()
                            .map(CostDifference::change)
                            .filter(Double::isFinite)
                            .orElse(null),
                    compared.cost().map(CostDifference::p).orElse(null),
                    needed.isPresent() ? needed.getAsInt() : null,
                    compared.sentence());
        }
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
