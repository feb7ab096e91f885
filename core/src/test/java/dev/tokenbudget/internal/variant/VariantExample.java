package dev.tokenbudget.internal.variant;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.START;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Looks;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskVariant;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Judged;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measurements of tasks in several variants, for tests of whatever reads them. */
public final class VariantExample {

    /** $3 and $15 a million tokens. */
    public static final String SONNET = "claude-sonnet-4-5";

    /** $1 and $5 a million tokens. */
    public static final String HAIKU = "claude-haiku-4-5";

    private VariantExample() {}

    /** Return runs of the variant in use, on Sonnet, of which the first {@code failed} fail. */
    public static List<Run> inUse(int attempted, int failed) {
        return variant(REVIEWS, "sonnet", SONNET, attempted, failed, 10_000);
    }

    /** Return runs of another variant, on Haiku, of which the first {@code failed} fail. */
    public static List<Run> other(int attempted, int failed) {
        return variant(new TaskId(REVIEWS.testClass(), "reviews[haiku]"), "haiku", HAIKU, attempted, failed, 12_000);
    }

    /** Return runs that vary around {@code tokens} by up to 10 %, the first ones a minute before the others. */
    public static List<Run> variant(TaskId task, String name, String model, int attempted, int failed, long tokens) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < attempted; i++) {
            long input = tokens + tokens * (i % 5 - 2) / 20;
            runs.add(Run.builder(task, i + 1, START.plusSeconds(60L * i))
                    .outcome(i < failed ? Outcome.FAILED : Outcome.SUCCEEDED)
                    .calls(List.of(call(model, input)))
                    .terms(Run.Terms.NONE.with(new Looks(attempted, attempted)))
                    .variant(new TaskVariant("reviews", name))
                    .build());
        }
        return runs;
    }

    private static ModelCall call(String model, long input) {
        return ModelCall.builder("anthropic", model)
                .usage(TokenUsage.of(input, input / 100))
                .source(UsageSource.GATEWAY)
                .started(START)
                .build();
    }

    /** Return what is known of {@code runs} that have no baseline. */
    @SafeVarargs
    public static Comparison comparison(List<Run>... runs) {
        return comparison(Map.of(), runs);
    }

    @SafeVarargs
    public static Comparison comparison(Map<String, String> settings, List<Run>... runs) {
        Measurement measurement = RunExample.measurement(runs).priced(PriceList.bundled());
        return Comparison.of(measurement, new Baseline(new TreeMap<>()), Judged.configured(settings));
    }
}
