package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.statistics.SuiteDrift;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.variant.VariantComparison;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A judged measurement: the one model that the gate and every report read.
 *
 * @param build the build that was measured
 * @param policy what was demanded; of several modules that are shown together, what the first demands
 * @param tasks every task of the measurement and of the baseline, sorted; where the build ran only some tests, those of the
 *     measurement
 * @param unattributed calls that no run could be charged with
 * @param warnings what was left out of the measurement and why, whole sentences
 * @param problems what is wrong with the measurement as a whole
 * @param cost what all measured tasks cost together; absent where nothing was measured, or no price list was applied
 * @param incomplete sessions whose measurements are not completely known
 * @param sessions how much sessions differ by themselves; of several modules, where they differ most
 * @param module the module whose tasks these are, where a build has several that are shown one by one; else empty
 */
public record Comparison(
        BuildId build,
        Policy policy,
        List<JudgedTask> tasks,
        List<LooseCall> unattributed,
        List<String> warnings,
        List<BuildProblem> problems,
        Optional<SuiteCost> cost,
        List<IncompleteSession> incomplete,
        SessionVariation sessions,
        String module) {

    public Comparison {
        tasks = List.copyOf(tasks);
        unattributed = List.copyOf(unattributed);
        warnings = List.copyOf(warnings);
        problems = List.copyOf(problems);
        incomplete = List.copyOf(incomplete);
    }

    /** Compare {@code measurement}, of which nothing was replayed, with {@code baseline} and judge every task. */
    public static Comparison of(Measurement measurement, Baseline baseline, Policy policy) {
        return of(measurement, baseline, Recordings.NONE, policy);
    }

    /**
     * Compare {@code measurement} with {@code baseline}, tasks that were replayed with what was recorded of them, and judge
     * every task.
     */
    public static Comparison of(Measurement measurement, Baseline baseline, Recordings recordings, Policy policy) {
        return BuildJudge.judge(measurement, baseline, recordings, policy);
    }

    /**
     * Compare what one of several JVMs measured, as {@link #of(Measurement, Baseline, Recordings, Policy)} does, and do not look
     * for what is wrong with the measurement as a whole, of which it is a part.
     */
    public static Comparison ofPart(Measurement measurement, Baseline baseline, Recordings recordings, Policy policy) {
        return BuildJudge.judgeTasks(measurement, baseline, recordings, policy);
    }

    /**
     * Return {@code modules} as one comparison whose tasks, warnings and problems have the name of their module; what each
     * module's own policy decided stays as it is.
     *
     * @param modules a comparison for the name of each module, at least one
     */
    public static Comparison ofModules(SortedMap<String, Comparison> modules) {
        List<Comparison> named = modules.entrySet().stream()
                .map(module -> module.getValue().named(module.getKey()))
                .toList();
        Comparison first = named.get(0);
        List<JudgedTask> tasks = all(
                named,
                module -> module.tasks.stream()
                        .map(task -> task.in(module.module))
                        .toList());
        List<TaskComparison> comparisons =
                tasks.stream().map(JudgedTask::comparison).toList();
        return new Comparison(
                first.build,
                first.policy,
                tasks,
                all(named, Comparison::unattributed),
                all(named, Comparison::warnings),
                all(named, Comparison::problems),
                named.stream()
                        .flatMap(module -> module.cost.stream())
                        .findFirst()
                        .flatMap(cost -> BuildJudge.cost(comparisons, cost.prices(), first.policy))
                        .map(cost -> cost.with(TestPrice.sum(named.stream()
                                .flatMap(module -> module.cost.stream())
                                .map(SuiteCost::test)
                                .toList()))),
                all(named, Comparison::incomplete),
                named.stream()
                        .map(Comparison::sessions)
                        .max(Comparator.comparing(SessionVariation::deviation))
                        .orElse(SessionVariation.ASSUMED),
                "");
    }

    private static <T> List<T> all(List<Comparison> modules, Function<Comparison, List<T>> some) {
        return modules.stream().flatMap(module -> some.apply(module).stream()).toList();
    }

    /** Whether there is nothing to show: no task, no unattributed call, no problem. */
    public boolean isEmpty() {
        return tasks.isEmpty() && unattributed.isEmpty() && problems.isEmpty();
    }

    /** Return this comparison with {@code more} warnings. */
    public Comparison warned(List<String> more) {
        return with(joined(warnings, more), problems, module);
    }

    /** Return this comparison with what else is wrong with the measurement, a sentence each: it fails the build. */
    public Comparison failed(List<String> sentences) {
        List<BuildProblem> more = sentences.stream()
                .map(sentence -> BuildProblem.failing(sentence, policy))
                .toList();
        return with(warnings, joined(problems, more), module);
    }

    /**
     * Return this comparison with the texts of prompts that changed.
     *
     * @param changed finds those of a task
     */
    public Comparison showing(Function<JudgedTask, List<ChangedText>> changed) {
        return with(tasks.stream().map(task -> task.with(changed.apply(task))).toList(), warnings, problems, module);
    }

    /** Return this comparison as it may be published, without any text of prompts. */
    public Comparison withoutTexts() {
        return showing(task -> List.of());
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /**
     * Return this comparison as that of {@code module}, one of several of a build: its reports, and what they say of the
     * measurement as a whole, have the module's name.
     */
    public Comparison named(String module) {
        return with(
                warnings.stream().map(warning -> module + ": " + warning).toList(),
                problems.stream()
                        .map(problem -> new BuildProblem(module + ": " + problem.sentence(), problem.severity()))
                        .toList(),
                module);
    }

    /** Return this comparison with what is wrong with the measurement as a whole. */
    Comparison with(List<BuildProblem> problems) {
        return with(warnings, problems, module);
    }

    private Comparison with(List<String> warnings, List<BuildProblem> problems, String module) {
        return with(tasks, warnings, problems, module);
    }

    private Comparison with(List<JudgedTask> tasks, List<String> warnings, List<BuildProblem> problems, String module) {
        return new Comparison(
                build, policy, tasks, unattributed, warnings, problems, cost, incomplete, sessions, module);
    }

    /** Return the price list of the project, or the bundled one where none was applied. */
    public PriceList prices() {
        return cost.map(SuiteCost::prices).orElseGet(PriceList::bundled);
    }

    /** Return the variants of each task that was run in several, beside each other. */
    public List<VariantComparison> variants() {
        return ComparedVariants.of(tasks.stream().map(JudgedTask::comparison).toList(), policy.passRateMargin());
    }

    /** Return the tasks that were answered from recordings. */
    public List<JudgedTask> replayed() {
        return tasks.stream()
                .filter(task -> task.comparison().replay().isPresent())
                .toList();
    }

    /** Return what no replay can see, as sentences; nothing where nothing was replayed. */
    public Optional<String> replayNote() {
        int replayed = replayed().size();
        return replayed == 0
                ? Optional.empty()
                : Optional.of(Figures.count(replayed, "task was", "tasks were") + " replayed from recordings."
                        + " Whether the model would answer at greater length today, or choose other tools, only a live run"
                        + " can tell: mvn verify -Dtokenbudget.calls=record");
    }

    /** Return how the cost of replayed tasks is known, as a sentence; nothing where nothing was replayed. */
    public Optional<String> costNote() {
        double error = replayed().stream()
                .flatMap(task -> task.comparison().replay().stream())
                .mapToDouble(replay -> replay.error(Metric.COST_USD))
                .sum();
        return replayed().isEmpty()
                ? Optional.empty()
                : Optional.of("Costs of replayed tasks are what live runs would cost ("
                        + (error > 0 ? "estimated ±" + Figures.usd(error) : "recorded") + ").");
    }

    /** Return how much sessions are taken to differ by themselves, such as "Sessions differ by 3.0 % (assumed)."; nothing between replays. */
    public Optional<String> sessionsNote() {
        boolean tested = tasks.stream()
                .flatMap(task -> task.findings().stream())
                .anyMatch(finding -> finding.evidence().isPresent());
        int learnt = sessions.learntFrom();
        return tested
                ? Optional.of("Sessions are taken to differ by "
                        + Figures.percent(sessions.deviation()).substring(1)
                        + (learnt > 0 ? " (learnt from " + learnt + " sessions)." : " (assumed)."))
                : Optional.empty();
    }

    /** Return what tasks need not spend, as far as it is worth to be told, the largest saving first. */
    public List<Opportunity> opportunities() {
        return Opportunity.of(tasks, prices(), policy);
    }

    /** Return why findings of waste are not called new or known, as a sentence; nothing where all are. */
    public Optional<String> wasteNote() {
        Set<TaskId> notCompared = opportunities().stream()
                .filter(found -> found.isNew().isEmpty())
                .map(Opportunity::task)
                .collect(Collectors.toSet());
        long unknown = tasks.stream()
                .map(JudgedTask::comparison)
                .filter(task -> task.before().isPresent() && notCompared.contains(task.task()))
                .count();
        return unknown == 0
                ? Optional.empty()
                : Optional.of(Figures.count(unknown, "task was", "tasks were")
                        + " not compared for new waste: no baseline says what was known of "
                        + (unknown == 1 ? "it." : "them."));
    }

    /** Return how far the tasks whose numbers were compared moved together. */
    public SuiteDrift suiteDrift() {
        return SuiteJudge.driftOf(tasks, policy.metric(), sessions);
    }

    /** Return how far they moved together at an equal number of calls; of no task where that is not known. */
    public SuiteDrift suiteSizeDrift() {
        return SuiteJudge.sizeDriftOf(tasks, sessions);
    }

    /** Return the tasks whose verdict has {@code severity}. */
    public List<JudgedTask> tasksThat(Severity severity) {
        return tasks.stream().filter(task -> task.severity() == severity).toList();
    }

    /** Return the tasks to look at one by one: what small baselines leave open, one warning tells of all of them. */
    public List<JudgedTask> tasksToLookAt() {
        return tasksThat(Severity.WARNS).stream()
                .filter(task -> !SmallBaselines.isBehind(task))
                .toList();
    }

    /** Return what is wrong with the measurement as a whole and has {@code severity}, a sentence each with its remedy. */
    public List<String> problemsThat(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .map(BuildProblem::sentence)
                .toList();
    }

    /** Return the warnings about the build as a whole. */
    public List<String> worthALook() {
        return Stream.concat(warnings.stream(), problemsThat(Severity.WARNS).stream())
                .toList();
    }
}
