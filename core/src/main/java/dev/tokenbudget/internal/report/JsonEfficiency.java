package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.efficiency.ContextUse;
import dev.tokenbudget.internal.efficiency.Efficiency;
import dev.tokenbudget.internal.efficiency.EfficiencyFigure;
import dev.tokenbudget.internal.efficiency.TierShares;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.OutputRatio;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.statistics.Tier;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The JSON form of how well a task's tokens are used; what is not known is absent. */
record JsonEfficiency(
        Map<String, Sides> figures,
        @Nullable String expectedOutputRatio,
        @Nullable Context contextUse,
        @Nullable Tiers tiers) {

    static JsonEfficiency of(TaskComparison task, Metric metric, PriceList prices) {
        return new JsonEfficiency(
                figures(task.efficiencyBefore(), task.efficiencyAfter()),
                task.after()
                        .map(TaskRuns::terms)
                        .flatMap(Run.Terms::outputRatio)
                        .map(OutputRatio::toString)
                        .orElse(null),
                task.contextUse(prices).map(Context::of).orElse(null),
                task.tiers(metric).map(Tiers::of).orElse(null));
    }

    private static Map<String, Sides> figures(Optional<Efficiency> before, Optional<Efficiency> after) {
        Map<String, Sides> figures = new LinkedHashMap<>();
        for (EfficiencyFigure figure : EfficiencyFigure.values()) {
            Sides sides = new Sides(value(before, figure), value(after, figure));
            if (sides.before() != null || sides.after() != null) {
                figures.put(figure.key(), sides);
            }
        }
        return figures;
    }

    private static @Nullable Double value(Optional<Efficiency> efficiency, EfficiencyFigure figure) {
        OptionalDouble value = efficiency.map(known -> known.of(figure)).orElse(OptionalDouble.empty());
        return value.isPresent() ? value.getAsDouble() : null;
    }

    record Sides(@Nullable Double before, @Nullable Double after) {}

    record Context(double p99, boolean estimable, String model, long tokens, long window, int calls, int unknownCalls) {

        static Context of(ContextUse use) {
            return new Context(
                    use.p99(),
                    use.isEstimable(),
                    use.fullest().model(),
                    use.fullest().tokens(),
                    use.fullest().window(),
                    use.calls(),
                    use.unknownCalls());
        }
    }

    record Tiers(Map<String, Double> shares, Map<String, Double> expected, boolean estimable) {

        static Tiers of(TierShares tiers) {
            Map<String, Double> shares = new LinkedHashMap<>();
            Map<String, Double> expected = new LinkedHashMap<>();
            for (Tier tier : Tier.values()) {
                String key = tier.name().toLowerCase(Locale.ROOT);
                shares.put(key, tiers.of(tier));
                expected.put(key, tier.expectedShare());
            }
            return new Tiers(shares, expected, tiers.estimable());
        }
    }
}
