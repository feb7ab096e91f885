package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.Sentence;
import dev.tokenbudget.internal.waste.SmallUnusedTools;
import dev.tokenbudget.internal.waste.Waste;
import dev.tokenbudget.internal.waste.WasteKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Something that a task need not spend, and whether that is new.
 *
 * @param task the task
 * @param waste what it need not spend
 * @param isNew whether its baseline does not know of it; absent where there is no baseline, or one that says nothing of waste
 * @param runsPerMonth how often each task runs in a month, where that was said
 */
public record Opportunity(TaskId task, Waste waste, Optional<Boolean> isNew, OptionalLong runsPerMonth) {

    /** What a report shows of them where it has room for few. */
    public static final int TOP = 3;

    /** Return those of {@code tasks} that are worth to be told, the largest saving first. */
    static List<Opportunity> of(List<JudgedTask> tasks, PriceList prices, Policy policy) {
        return tasks.stream()
                .map(JudgedTask::comparison)
                .flatMap(task -> of(task, prices, policy.runsPerMonth()))
                .sorted((one, other) -> Waste.LARGEST_FIRST.compare(one.waste, other.waste))
                .toList();
    }

    private static Stream<Opportunity> of(TaskComparison task, PriceList prices, OptionalLong runsPerMonth) {
        List<Waste> found = task.waste(prices).stream()
                .filter(waste -> waste.key().kind() != WasteKind.UNUSED_TOOL
                        || !RareTool.of(task, waste.key()).mayBeUsed())
                .toList();
        return Stream.concat(
                found.stream().filter(Waste::isNotable).map(waste -> of(task, waste, List.of(waste), runsPerMonth)),
                SmallUnusedTools.among(found).stream()
                        .map(tools -> of(task, tools.together(), tools.each(), runsPerMonth)));
    }

    /** Return what {@code waste} tells, which is new where its baseline does not know one of {@code parts}. */
    private static Opportunity of(TaskComparison task, Waste waste, List<Waste> parts, OptionalLong runsPerMonth) {
        return new Opportunity(
                task.task(),
                waste,
                task.before()
                        .flatMap(accepted -> accepted.waste())
                        .map(known -> parts.stream().anyMatch(part -> !known.contains(part.key()))),
                runsPerMonth);
    }

    /** Return it in sentences: what, where, how much, and what to do. */
    public String sentence() {
        return Sentence.of(task.shortName() + ": " + waste.sentence(runsPerMonth));
    }

    /** Return it in sentences; shortly where it is new, since a problem of the build says all of it. */
    public String entry() {
        return isNew.filter(Boolean::booleanValue)
                .map(told -> Sentence.of(task.shortName() + ": " + waste.key().inWords() + ", which is new, "
                        + waste.saving(runsPerMonth)))
                .orElseGet(this::sentence);
    }

    /** Return why a build warns or fails of it, with the remedy. */
    String problem() {
        return Sentence.of(task.shortName() + " wastes tokens in a way that is new since its baseline: "
                        + waste.sentence(runsPerMonth))
                + " Or accept it: " + AcceptCommand.naming(List.of(task));
    }
}
