package dev.tokenbudget.report;

import static dev.tokenbudget.baseline.BaselineExample.accepted;
import static dev.tokenbudget.run.RunExample.BUILD;
import static dev.tokenbudget.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.baseline.Baseline;
import dev.tokenbudget.baseline.BaselineExample;
import dev.tokenbudget.baseline.BaselineFolder;
import dev.tokenbudget.run.Run;
import dev.tokenbudget.run.RunExample;
import dev.tokenbudget.run.RunLog;
import dev.tokenbudget.run.RunLogs;
import dev.tokenbudget.run.RunLogs.Place;
import dev.tokenbudget.run.TaskId;
import dev.tokenbudget.verdict.Comparison;
import dev.tokenbudget.verdict.Judged;
import dev.tokenbudget.verdict.StatisticalJudge;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files give the same bytes, whichever run log is read first. */
class MergeOrderTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    @TempDir
    private Path folder;

    @Test
    void report_json_is_the_same_in_any_order_of_the_run_logs() {
        BaselineFolder baselines = new BaselineFolder(folder.resolve("baselines"));
        baselines.write(BaselineExample.empty()
                .with(REVIEWS, accepted(REVIEWS, 1000, 1130, 905, 1210, 870, 1040))
                .with(PLANS, accepted(PLANS, 5000, 5010, 4990)));
        List<Run> reviews = RunExample.runs(REVIEWS, 1310, 1275, 1402, 1190, 1366, 1299);
        List<Run> plans = RunExample.runs(PLANS, 5100, 5230, 4870);
        List<Place> places = List.of(
                log("a", List.of(reviews.get(0), plans.get(0), reviews.get(5))),
                log("b", List.of(reviews.get(2), reviews.get(1), plans.get(2))),
                log("c", List.of(reviews.get(4), plans.get(1), reviews.get(3))));

        String report = report(places, baselines.read());

        assertThat(report).contains("\"verdict\": \"DRIFTED\"").contains("\"verdict\": \"OK\"");
        for (int[] order : ORDERS) {
            assertThat(report(
                            List.of(places.get(order[0]), places.get(order[1]), places.get(order[2])),
                            baselines.read()))
                    .isEqualTo(report);
        }
    }

    private Place log(String name, List<Run> runs) {
        RunLog log = RunLog.in(folder.resolve(name), BUILD);
        runs.forEach(log::append);
        return new Place(folder.resolve(name), BUILD);
    }

    private static String report(List<Place> places, Baseline baseline) {
        return JsonReport.of(
                Comparison.of(RunLogs.merge(BUILD, places), baseline, Judged.POLICY, new StatisticalJudge()));
    }
}
