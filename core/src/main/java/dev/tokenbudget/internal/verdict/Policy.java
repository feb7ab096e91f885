package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is demanded of every task of a module.
 *
 * @param metric the metric whose mean is compared where no rule says otherwise, and which reports show
 * @param tolerance how far it may move, where neither the task's annotation nor a rule names another
 * @param failOn the kinds of verdict that fail the build because settings say so, of those that only warn otherwise
 * @param testFilter the option that made the build run only some tests, where there is one: then nothing is missing
 * @param rules demands beside or instead of the one on {@code metric}; of two on the same figure, the later holds
 * @param targets what is demanded of figures whatever the baseline is; of two on the same figure, the later holds
 * @param suiteTolerance how far all tasks together may move, where that is judged
 * @param baselineMaxAge days after which a baseline is called old
 * @param minBaselineRuns how many runs a baseline is to hold
 * @param recordingMaxAge days after which a recording is called old
 * @param passRateMargin by how much smaller a share of a variant's runs may succeed that still counts as no worse
 * @param runsPerMonth how often each task runs in a month where it is used, where that was said
 * @param failOnNewWaste whether waste that a task's baseline does not know of fails the build
 */
public record Policy(
        Metric metric,
        Tolerance tolerance,
        Set<VerdictKind> failOn,
        Optional<String> testFilter,
        List<Rule> rules,
        List<Target> targets,
        Optional<Tolerance> suiteTolerance,
        int baselineMaxAge,
        int minBaselineRuns,
        int recordingMaxAge,
        double passRateMargin,
        OptionalLong runsPerMonth,
        boolean failOnNewWaste) {

    private static final Map<Setting, VerdictKind> FAIL_ON = Map.of(
            Setting.FAIL_ON_NEW, VerdictKind.NEW,
            Setting.FAIL_ON_MISSING, VerdictKind.MISSING,
            Setting.FAIL_ON_INCONCLUSIVE, VerdictKind.INCONCLUSIVE,
            Setting.FAIL_ON_SKIPPED, VerdictKind.SKIPPED,
            Setting.FAIL_ON_NEEDS_LIVE, VerdictKind.NEEDS_LIVE);

    public Policy {
        failOn = Set.copyOf(failOn);
        rules = List.copyOf(rules);
        targets = List.copyOf(targets);
    }

    /**
     * Return the policy that {@code settings} ask for.
     *
     * @throws InvalidSettingException if a rule cannot be used; the message names it and what is allowed
     */
    public static Policy of(Settings settings, Optional<String> testFilter) {
        Metric metric = Metric.TOTAL;
        Mode mode = Mode.named(settings.text(Setting.MODE));
        double alpha = Double.parseDouble(settings.text(Setting.ALPHA));
        ConfiguredRules configured = ConfiguredRules.of(Rule.forAll(metric, mode, alpha), settings);
        return new Policy(
                metric,
                settings.tolerance(),
                FAIL_ON.entrySet().stream()
                        .filter(choice -> settings.isOn(choice.getKey()))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.toSet()),
                testFilter,
                configured.rules(),
                configured.targets(),
                settings.suiteTolerance(),
                Integer.parseInt(settings.text(Setting.BASELINE_MAX_AGE)),
                Integer.parseInt(settings.text(Setting.MIN_BASELINE_RUNS)),
                Integer.parseInt(settings.text(Setting.RECORDING_MAX_AGE)),
                Double.parseDouble(settings.text(Setting.PASS_RATE_MARGIN)),
                runsPerMonth(settings.text(Setting.RUNS_PER_MONTH)),
                settings.isOn(Setting.FAIL_ON_NEW_WASTE));
    }

    private static OptionalLong runsPerMonth(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** Return the rules that judge {@code task}, one per figure. */
    public List<Rule> rulesFor(TaskId task) {
        Map<List<?>, Rule> byFigure = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(Rule.forAll(metric)),
                        rules.stream().filter(rule -> rule.tasks().matches(task)))
                .forEach(rule -> byFigure.put(List.of(rule.metric(), rule.statistic()), rule));
        return List.copyOf(byFigure.values());
    }

    /** Return the targets of {@code task}, one per figure. */
    public List<Target> targetsFor(TaskId task) {
        Map<List<?>, Target> byFigure = new LinkedHashMap<>();
        targets.stream()
                .filter(target -> target.tasks().matches(task))
                .forEach(target -> byFigure.put(List.of(target.metric(), target.statistic()), target));
        return List.copyOf(byFigure.values());
    }

    /** Whether {@code rule}, which may have been made exact for a replay, is one beside the rule on all tasks. */
    boolean isConfigured(Rule rule) {
        return rules.stream()
                .skip(1)
                .anyMatch(configured ->
                        configured.equals(rule) || configured.exact().equals(rule));
    }

    /** Return the metrics that the baseline of {@code task} is to hold: those that repeat, and those that a rule asks for. */
    public Set<Metric> baselineMetrics(TaskId task) {
        Set<Metric> metrics = new TreeSet<>(TaskBaseline.REPEATABLE);
        rulesFor(task).forEach(rule -> metrics.add(rule.metric()));
        return metrics;
    }

    /** Return what {@code kind} does to the build, where settings may choose: it warns, unless it is to fail. */
    Severity chosen(VerdictKind kind) {
        return failOn.contains(kind) ? Severity.FAILS : Severity.WARNS;
    }

    /** Whether {@code task} is judged for information alone. */
    boolean onlyReports(TaskId task) {
        return rulesFor(task).stream().allMatch(rule -> rule.mode() == Mode.REPORT);
    }

    /** Whether everything is judged for information alone. */
    boolean onlyReports() {
        return !rules.isEmpty() && rules.stream().allMatch(rule -> rule.mode() == Mode.REPORT);
    }
}
