package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.cost.PriceChange;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.replay.change.ChangedText;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A task with the verdict that was reached.
 *
 * @param comparison the numbers
 * @param policy what was demanded
 * @param tolerance the tolerance that the verdict rests on
 * @param verdict what the rule says
 * @param remarks what a reader should know beside the verdict, whole sentences
 * @param findings what each rule found, where numbers were compared
 * @param targets where it stands by each target
 * @param texts which texts of its prompts changed since they were recorded, where reports may show them: only reports for
 *     people do
 */
public record JudgedTask(
        TaskComparison comparison,
        Policy policy,
        Tolerance tolerance,
        Verdict verdict,
        List<String> remarks,
        List<Finding> findings,
        List<TargetFinding> targets,
        List<ChangedText> texts) {

    private static final String WITHOUT_DOLLARS =
            "what each cause costs is not known, since the baseline does not hold what the parts of its calls cost:"
                    + " accepting the task again keeps it";

    public JudgedTask {
        remarks = List.copyOf(remarks);
        findings = List.copyOf(findings);
        targets = List.copyOf(targets);
        texts = List.copyOf(texts);
    }

    /** Return why the tokens moved; nothing where it is not known what they were spent on. */
    public Optional<Explanation> explanation() {
        return comparison.explanation();
    }

    /** Return what the verdict does to the build. */
    public Severity severity() {
        return verdict.severity(policy);
    }

    /** Return what the rule on the mean of {@code metric} found, where there is one and numbers were compared. */
    public Optional<Finding> findingOnMean(Metric metric) {
        return findings.stream()
                .filter(finding -> finding.rule().metric().equals(metric))
                .filter(finding -> finding.rule().statistic() == Statistic.MEAN)
                .findFirst();
    }

    /** Return how far the mean of {@code metric} may move; where no rule says so, what the verdict rests on. */
    public Tolerance toleranceOf(Metric metric) {
        return findingOnMean(metric).map(Finding::tolerance).orElse(tolerance);
    }

    /** Return this task as one of {@code module}. */
    JudgedTask in(String module) {
        return new JudgedTask(comparison.in(module), policy, tolerance, verdict, remarks, findings, targets, texts);
    }

    /** Return this task with the texts that changed. */
    JudgedTask with(List<ChangedText> changed) {
        return new JudgedTask(comparison, policy, tolerance, verdict, remarks, findings, targets, changed);
    }

    /** Return this task with why its cost moved, which no rule judges, where its verdict does not say that it moved so. */
    JudgedTask telling(Finding cost) {
        if (severity() != Severity.PASSES || verdict.kind() == cost.verdict().kind()) {
            return this;
        }
        List<String> all = new ArrayList<>(remarks);
        all.add("It " + cost.movement().inWords(cost.tolerance()) + ", which no rule judges."
                + reason(cost.movement()).map(reason -> " Why " + reason).orElse(""));
        return new JudgedTask(comparison, policy, tolerance, verdict, all, findings, targets, texts);
    }

    /** Whether a reader asks which text is behind the verdict: it was replayed, and did not just pass. */
    public boolean asksForTexts() {
        return comparison.replay().isPresent() && verdict.kind() != VerdictKind.OK;
    }

    /** Return the kind of the verdict, with what a pass of a replayed task rests on: "OK (replayed; live on 2026-11-20)". */
    public String verdictInWords() {
        String kind = verdict.kind().name();
        return comparison
                .replay()
                .filter(replay -> verdict.kind().severity(policy) == Severity.PASSES)
                .map(replay -> kind + " (" + replay.inWords() + ")")
                .orElse(kind);
    }

    /** Return how a figure of {@code metric} is known, such as "estimated ±20"; empty where the provider reported it. */
    public String label(Metric metric) {
        return comparison.replay().map(replay -> replay.label(metric)).orElse("");
    }

    /** Return the verdict as a sentence about the task, with the remedy where there is one. */
    public String sentence() {
        return remedy().isEmpty() ? statement() : statement() + " " + remedy().sentence();
    }

    /** Return what to do about the verdict; a command names this task. */
    public Remedy remedy() {
        return verdict.remedy().naming(List.of(comparison.task()));
    }

    /** Return the verdict as a sentence about the task, without its remedy. */
    public String statement() {
        return Sentence.of(comparison.task().shortName() + " " + verdict.because());
    }

    /** Return why a figure moved, as a sentence such as "Why +30.0 %: …"; nothing where none moved or it is not known. */
    public Optional<String> why() {
        return reason().map(reason -> "Why " + reason);
    }

    /** Return what is behind the verdict, a sentence each: why a figure moved, and how much of that is size, how much calls. */
    public List<String> reasons() {
        return Stream.concat(why().stream(), sizeAndCalls().stream()).toList();
    }

    /** Return how size and calls moved, where that is behind the verdict, or where one was traded for the other. */
    public Optional<String> sizeAndCalls() {
        return findings.stream()
                .filter(finding -> finding.verdict().movement().isPresent() || finding.isTrade())
                .flatMap(finding ->
                        finding.sizeAndCalls().map(told -> finding.isTrade() ? "a trade: " + told : told).stream())
                .map(told -> Sentence.of(Sentence.capitalised(told)))
                .findFirst();
    }

    /** Return why a figure moved, as in "+30.0 %: …"; of costs, what moves them without moving tokens comes first. */
    public Optional<String> reason() {
        return moved().flatMap(this::reason);
    }

    /** Whether the cost is the figure that the verdict rests on. */
    public boolean isDecidedByCost() {
        return moved().filter(movement -> movement.metric().equals(Metric.COST_USD))
                .isPresent();
    }

    /** Return how the figure moved that the verdict rests on. */
    private Optional<Movement> moved() {
        return switch (verdict.kind()) {
            // another model is another price: its tokens may be the same
            case MODEL_CHANGED ->
                explanation()
                        .flatMap(Explanation::ofCost)
                        .flatMap(known -> comparison.movement(Metric.COST_USD))
                        .or(verdict::movement);
            case OVER_BUDGET, OFF_TARGET -> movedBeyondLimit();
            default -> verdict.movement();
        };
    }

    /** A limit is no comparison, but where there is a baseline it shows what made the task so expensive. */
    private Optional<Movement> movedBeyondLimit() {
        Set<Metric> limited = verdict.metrics();
        if (limited.equals(Set.of(Metric.COST_USD))) {
            return comparison.movement(Metric.COST_USD);
        }
        boolean ofTokens = verdict.kind() == VerdictKind.OVER_BUDGET || limited.contains(Metric.TOTAL);
        return ofTokens ? comparison.movement(Metric.TOTAL) : Optional.empty();
    }

    private Optional<String> reason(Movement movement) {
        if (movement.metric().equals(Metric.COST_USD)) {
            return reasonOfCosts().map(reason -> Figures.percent(movement.drift()) + ": " + reason);
        }
        boolean isMeanOfTokens = movement.metric().equals(Metric.TOTAL) && movement.statistic() == Statistic.MEAN;
        return explanation()
                .map(found -> isMeanOfTokens
                        ? found.sentence()
                        : Figures.percent(movement.drift()) + " of "
                                + movement.statistic().key() + " of "
                                + movement.metric().key() + ": " + found.ofTokens() + ".");
    }

    private static List<String> withoutDollars(Explanation found) {
        List<String> clauses = new ArrayList<>(found.costly());
        clauses.add(found.ofTokens());
        clauses.add(WITHOUT_DOLLARS);
        return clauses;
    }

    /** Return why the causes are not told in dollars, and the cure, as a sentence; nothing where they are, or there are none. */
    public Optional<String> dollarsUnknownBecause() {
        return explanation()
                .filter(found -> found.usd().isEmpty() && !found.causes().isEmpty())
                .map(found -> comparison.cost().bill().unpriced().values().stream()
                        .findFirst()
                        .map(Cost.Unpriced::sentence)
                        .orElse(Sentence.of(Sentence.capitalised(WITHOUT_DOLLARS))));
    }

    private Optional<String> reasonOfCosts() {
        List<String> clauses = new ArrayList<>();
        List<PriceChange> prices = comparison.cost().priceChanges();
        if (!prices.isEmpty()) {
            clauses.add("prices changed: "
                    + prices.stream().map(PriceChange::inWords).collect(Collectors.joining("; ")));
        }
        explanation()
                .ifPresent(
                        found -> clauses.addAll(found.ofCost().map(List::of).orElseGet(() -> withoutDollars(found))));
        return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", clauses) + ".");
    }
}
