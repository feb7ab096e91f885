package dev.tokenbudget.internal.history.output.langsmith;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.history.RunEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An experiment as LangSmith takes it. */
record Experiment(
        @JsonProperty("experiment_name") String name,
        @JsonProperty("experiment_description") String description,
        @JsonProperty("experiment_start_time") String start,
        @JsonProperty("experiment_end_time") String end,
        @JsonProperty("dataset_name") String dataset,
        @JsonProperty("dataset_description") String datasetDescription,
        @JsonProperty("experiment_metadata") Map<String, String> metadata,
        @JsonProperty("results") List<ExperimentRow> rows) {

    static Experiment of(String build, List<RunEntry> runs) {
        Map<String, Integer> numbers = new HashMap<>();
        List<ExperimentRow> rows = new ArrayList<>();
        for (RunEntry run : runs) {
            rows.add(ExperimentRow.of(run, numbers.merge(run.task(), 1, Integer::sum)));
        }
        return new Experiment(
                "TokenBudget " + build,
                "What the benchmark tasks of a build used, without prompts and answers.",
                runs.stream()
                        .map(RunEntry::started)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH)
                        .toString(),
                runs.stream()
                        .map(ExperimentRow::end)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH)
                        .toString(),
                "TokenBudget tasks",
                "Benchmark tasks and their runs by number.",
                Map.of("build", build),
                rows);
    }
}
