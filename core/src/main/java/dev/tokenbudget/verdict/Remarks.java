package dev.tokenbudget.verdict;

import dev.tokenbudget.baseline.TaskBaseline;
import dev.tokenbudget.run.Run;
import dev.tokenbudget.run.TaskRuns;
import dev.tokenbudget.usage.Anomaly;
import java.util.ArrayList;
import java.util.List;

/** What a reader should know beside the verdict: it changes nothing, but explains. */
final class Remarks {

    private Remarks() {}

    static List<String> on(TaskComparison task) {
        List<String> remarks = new ArrayList<>();
        task.after().ifPresent(runs -> {
            onOutcomes(remarks, runs);
            task.before().ifPresent(baseline -> onResponseModels(remarks, baseline, runs));
            onAnomalies(remarks, runs);
        });
        return remarks;
    }

    private static void onOutcomes(List<String> remarks, TaskRuns runs) {
        int made = runs.runs().size();
        int succeeded = runs.succeeded().size();
        if (succeeded < made) {
            remarks.add(made - succeeded + " of " + made + " runs did not succeed and are no samples.");
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
                && !baseline.responseModels().equals(now)) {
            remarks.add("The model behind the name moved: " + String.join(", ", baseline.responseModels())
                    + " answered the baseline, " + String.join(", ", now) + " answers now.");
        }
    }

    private static void onAnomalies(List<String> remarks, TaskRuns runs) {
        runs.runs().stream()
                .map(Run::calls)
                .flatMap(List::stream)
                .flatMap(call -> call.anomalies().stream().map(Anomaly::detail))
                .findFirst()
                .ifPresent(detail -> remarks.add("A provider's numbers contradict each other: " + detail + "."));
    }
}
