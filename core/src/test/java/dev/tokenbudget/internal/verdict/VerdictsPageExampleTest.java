package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example on the page on verdicts says what a build says. */
class VerdictsPageExampleTest {

    private static final String ACCEPTED =
            "12,339 (10), 17,806 (15), 19,968 (15), 9,990 (8), 10,427 (9), 9,904 (8), 15,168 (12), 12,102 (10), 15,452 (13), 7,817 (6), 23,322 (17), "
                    + "12,819 (10), 14,919 (12), 13,304 (10), 12,214 (9), 15,322 (12), 17,461 (13), 12,455 (9), 12,840 (10), 14,857 (12)";

    private static final Pattern RUN = Pattern.compile("([0-9,]+) \\(([0-9]+)\\)");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OK           | 13,632 (11), 10,866 (9), 17,837 (14), 10,539 (8), 16,385 (12)
                    DRIFTED      | 14,242 (9), 18,371 (12), 12,106 (8), 17,972 (11), 17,078 (10)
                    INCONCLUSIVE | 11,769 (9), 25,470 (21), 14,756 (12), 23,757 (17), 13,032 (10)
                    """)
    void is_what_a_build_says(VerdictKind verdict, String runs) throws IOException {
        String page = Files.readString(Path.of("../docs/verdicts.md"));
        JudgedTask task = judged(runs);

        assertThat(task.verdict().kind()).isEqualTo(verdict);
        assertThat(page)
                .contains(ACCEPTED)
                .contains(runs)
                .contains(task.verdict().because());
    }

    private static JudgedTask judged(String runs) {
        TaskBaseline accepted = TaskBaseline.accept(
                new TaskRuns(RunExample.REVIEWS, runs(ACCEPTED)),
                new BuildId("b", Optional.empty()),
                "first",
                Optional.empty());
        return Comparison.of(
                        RunExample.measurement(runs(runs)),
                        new Baseline(new TreeMap<>(Map.of(RunExample.REVIEWS, accepted))),
                        Judged.POLICY)
                .tasks()
                .get(0);
    }

    /** Return runs that are written as their tokens and, in brackets, their calls. */
    private static List<Run> runs(String written) {
        List<Run> runs = new ArrayList<>();
        Matcher run = RUN.matcher(written);
        while (run.find()) {
            int tokens = Integer.parseInt(run.group(1).replace(",", ""));
            int calls = Integer.parseInt(run.group(2));
            List<ModelCall> made = new ArrayList<>(
                    Collections.nCopies(calls, RunExample.call(1).build()));
            made.set(0, RunExample.call(tokens - calls + 1).build());
            runs.add(RunExample.run(RunExample.REVIEWS, runs.size() + 1, made.toArray(ModelCall[]::new)));
        }
        return runs;
    }
}
