package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;

/**
 * Why a metric of a run is not known.
 *
 * @param because the reason, as a clause
 * @param remedy what to do about it, as a sentence
 */
public record UnknownFigure(String because, String remedy) {

    private static final String OTHER_TASKS = ", or give the rule a <task> that leaves this one out.";
    private static final UnknownFigure REPLAYED =
            new UnknownFigure("a replay waits for no provider", "Run it live" + OTHER_TASKS);
    private static final UnknownFigure ESTIMATED =
            new UnknownFigure("the input of a replayed call is estimated", "Run it live, or record it again.");
    private static final UnknownFigure UNREPORTED =
            new UnknownFigure("a call did not report it", "See that the agent's client asks for it" + OTHER_TASKS);

    private static final UnknownFigure NOT_COMPARED = new UnknownFigure(
            "no request follows another of its conversation",
            "See that the agent sends its requests to the gateway, and more than one" + OTHER_TASKS);

    /** Return why {@code metric} is not known of {@code run}. */
    public static UnknownFigure of(Metric metric, Run run) {
        return OwnMetric.base(metric)
                .map(base -> ofUnits(base, metric, run))
                .orElseGet(() -> metric.isStandard() ? ofStandard(metric, run) : ofOwn(metric));
    }

    private static UnknownFigure ofUnits(Metric base, Metric metric, Run run) {
        String unit = OwnMetric.nameIn(metric);
        Metric count = Metric.countOf(unit);
        if (count.of(run).isEmpty()) {
            return ofOwn(count);
        }
        if (count.of(run).getAsDouble() == 0) {
            return new UnknownFigure(
                    "its test counted 0 " + unit + ", and nothing can be divided by 0",
                    "Let the test fail where it achieves nothing, because only runs that succeed are samples.");
        }
        return RunFigures.isEstimated(run) ? ESTIMATED : ofStandard(base, run);
    }

    private static UnknownFigure ofOwn(Metric metric) {
        String name = OwnMetric.nameIn(metric);
        return metric.key().startsWith(OwnMetric.VALUE)
                ? new UnknownFigure(
                        "its test did not measure it",
                        "Call RunRecorder.measure(\"" + name + "\", …) in the test" + OTHER_TASKS)
                : new UnknownFigure(
                        "its test did not count " + name,
                        "Call RunRecorder.count(\"" + name + "\", …) in the test" + OTHER_TASKS);
    }

    private static UnknownFigure ofStandard(Metric metric, Run run) {
        if (metric.isMeasuredByTheClock() && run.replayed().isPresent()) {
            return REPLAYED;
        }
        Optional<Cost.Unpriced> unpriced = run.bill().stream()
                .flatMap(bill -> bill.unpriced().values().stream())
                .findFirst();
        if (metric.equals(Metric.COST_USD) && unpriced.isPresent()) {
            return new UnknownFigure(unpriced.get().because(), unpriced.get().remedy());
        }
        if (run.calls().isEmpty()) {
            return new UnknownFigure(
                    "no model call was seen", "See that the agent uses the gateway's URL" + OTHER_TASKS);
        }
        if (metric.equals(Metric.TIME_TO_FIRST_TOKEN_MS)
                && run.billedCalls().stream().noneMatch(ModelCall::streamed)) {
            return new UnknownFigure("no answer was streamed", "Let the agent stream its answers" + OTHER_TASKS);
        }
        if (metric.equals(Metric.CACHE_HIT_RATE) && RunFigures.isEstimated(run)) {
            return ESTIMATED;
        }
        return metric.equals(Metric.STABLE_PREFIX) ? NOT_COMPARED : UNREPORTED;
    }
}
