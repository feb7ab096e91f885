package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the cost of a suite takes from the runs of one task, which are too many to be kept.
 *
 * @param latest when the latest of them began
 * @param labels what their labels cost
 * @param oneRun the calls of one that succeeded, without their prompts: enough to compare models, and quick even in suites of hundreds
 *     of runs; none where none did
 * @param test what they cost with their judges
 */
public record TaskSpending(Instant latest, LabelTallies labels, List<ModelCall> oneRun, TestPrice test) {

    private static final PromptSections NO_PROMPT = PromptSections.builder().build();

    public TaskSpending {
        oneRun = List.copyOf(oneRun);
    }

    /** Return what {@code task} spent by {@code prices}. */
    public static TaskSpending of(TaskRuns task, PriceList prices) {
        List<Run> runs = task.runs();
        Optional<Run> first = runs.stream().filter(Run::isSample).findFirst();
        return new TaskSpending(
                runs.stream().map(Run::started).max(Comparator.naturalOrder()).orElse(Instant.EPOCH),
                LabelTallies.of(runs, prices),
                first.stream()
                        .flatMap(run -> run.billedCalls().stream())
                        .map(call -> call.toBuilder().prompt(NO_PROMPT).build())
                        .toList(),
                TestPrice.of(runs));
    }
}
