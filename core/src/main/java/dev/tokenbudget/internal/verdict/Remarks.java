package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.statistics.BuildVariance;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.usage.Anomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a reader should know beside the verdict: it changes nothing, but explains. */
final class Remarks {

    private static final double SMALLEST_P = 0.0001;
    private static final double ALPHA = 0.01;

    private Remarks() {}

    static List<String> on(TaskComparison task) {
        List<String> remarks = new ArrayList<>();
        task.after().ifPresent(runs -> {
            onOutcomes(remarks, runs);
            task.before()
                    .filter(baseline -> baseline.models().equals(task.requestedModels()))
                    .ifPresent(baseline -> onResponseModels(remarks, baseline, runs));
            onAnomalies(remarks, runs);
        });
        task.checkedEstimate()
                .ifPresent(off -> remarks.add("Its baseline was accepted from a replay. " + off.inWords()
                        + ". Accept these runs in its place."));
        return remarks;
    }

    /** Return which figures a rule asks for, but which are unknown before or after: no verdict rests on them. */
    static List<String> onUnknownFigures(TaskComparison task, Policy policy) {
        return policy.rulesFor(task.task()).stream()
                .filter(rule -> rule.mode() != Mode.REPORT)
                .map(Rule::metric)
                .distinct()
                .flatMap(metric -> onUnknown(task, metric).stream())
                .toList();
    }

    /** Return which prices changed, where a rule judges the cost and no verdict says so: the agent did not cause that. */
    static List<String> onPrices(TaskComparison task, Policy policy) {
        boolean asked = policy.rulesFor(task.task()).stream()
                .anyMatch(rule -> rule.metric().equals(Metric.COST_USD));
        OptionalDouble tokens = task.drift(Metric.TOTAL);
        String moved = tokens.isPresent() ? " Its tokens moved by " + Figures.percent(tokens.getAsDouble()) + "." : "";
        return task.cost().priceChanges().stream()
                .filter(change -> asked)
                .map(change -> "Prices changed: " + change.sentence() + moved)
                .toList();
    }

    /** Return where the builds of the baseline differ so much that this build was compared as one more build. */
    static List<String> onBuildVariance(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.evidence().stream()
                        .flatMap(evidence -> evidence.builds().stream().map(builds -> text(finding, evidence, builds))))
                .toList();
    }

    private static String text(Finding finding, Evidence evidence, BuildVariance builds) {
        String p = builds.p() < SMALLEST_P
                ? "p < " + Figures.probability(SMALLEST_P, ALPHA)
                : "p = " + Figures.probability(builds.p(), ALPHA);
        return "BUILD_VARIANCE: the " + builds.builds() + " builds in the baseline differ in "
                + finding.rule().metric().key() + " by more than chance from run to run explains (F = "
                + Figures.count(builds.f()) + ", " + p + "; the builds scatter by " + Figures.share(builds.spread())
                + "). So this build counts as one more build and not as its single runs: reliably seen is a drift of "
                + Figures.percent(evidence.detectable().orElse(Double.POSITIVE_INFINITY))
                + ", and more builds in the baseline, not more runs, would show smaller ones.";
    }

    private static Optional<String> onUnknown(TaskComparison task, Metric metric) {
        if (task.after(metric).isEmpty()) {
            return Optional.of("No verdict on " + metric.key() + ": no run knows it.");
        }
        if (task.replay().isPresent() && task.before(metric).isEmpty()) {
            return Optional.of("No verdict on " + metric.key() + ": a recording does not know it.");
        }
        return task.before(metric).isEmpty()
                ? Optional.of(
                        "No verdict on " + metric.key() + ": the baseline does not know it yet. Add these runs, so"
                                + " that the next build has something to compare: "
                                + AcceptCommand.adding(List.of(task.task())))
                : Optional.empty();
    }

    private static void onOutcomes(List<String> remarks, TaskRuns runs) {
        int made = runs.runs().size();
        int succeeded = runs.succeeded().size();
        long failed = runs.runs().stream()
                .filter(run -> run.outcome() != Outcome.SUCCEEDED)
                .count();
        if (failed > 0) {
            remarks.add(
                    made == 1
                            ? "Its only run did not succeed and is no sample."
                            : failed + " of " + made + " runs did not succeed and "
                                    + (failed == 1 ? "is no sample." : "are no samples."));
        }
        long silent = runs.succeeded().stream()
                .filter(run -> run.billedCalls().isEmpty())
                .count();
        if (silent > 0 && silent < succeeded) {
            remarks.add(silent + " of " + succeeded + " runs made no model call that was seen, and count as 0 tokens.");
        }
    }

    private static void onResponseModels(List<String> remarks, TaskBaseline baseline, TaskRuns runs) {
        List<String> now = runs.responseModels();
        if (!baseline.responseModels().isEmpty()
                && !now.isEmpty()
                && !baseline.responseModels().containsAll(now)) {
            remarks.add("The model behind the name moved: " + String.join(", ", baseline.responseModels())
                    + " answered the baseline, " + String.join(", ", now) + " answers now.");
        }
    }

    private static void onAnomalies(List<String> remarks, TaskRuns runs) {
        runs.runs().stream()
                .flatMap(run -> run.calls().stream())
                .flatMap(call -> call.anomalies().stream())
                .flatMap(anomaly -> sentence(anomaly).stream())
                .findFirst()
                .ifPresent(remarks::add);
    }

    private static Optional<String> sentence(Anomaly anomaly) {
        return switch (anomaly.kind()) {
            case CACHE_EXCEEDS_INPUT, REASONING_EXCEEDS_OUTPUT, TOTAL_MISMATCH ->
                told("A provider's numbers contradict each other", anomaly);
            case NEGATIVE -> told("A provider reports a number below 0", anomaly);
            case TOO_MANY -> told("A provider reports more tokens than any call uses", anomaly);
            case NO_INPUT -> told("A provider reports no input for a prompt that it answered", anomaly);
            case UNREADABLE -> told("The usage of a call is unknown, because its answer could not be read", anomaly);
            // It makes the task unmeasurable, and is its reason.
            case UNKNOWN_PATH -> Optional.empty();
        };
    }

    private static Optional<String> told(String what, Anomaly anomaly) {
        return Optional.of(Sentence.of(what + ": " + anomaly.detail()));
    }
}
