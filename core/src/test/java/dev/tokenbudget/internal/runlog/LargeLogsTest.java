package dev.tokenbudget.internal.runlog;

import static dev.tokenbudget.internal.run.RunExample.BUILD;
import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.run.TaskRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that do not fit in memory, of which it is only known where each run lies. */
class LargeLogsTest {

    private static final long AMPLE = 1 << 30;
    private static final long NONE = 0;
    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    @TempDir
    Path folder;

    @Test
    void give_the_same_measurement_as_if_they_did() {
        session(1, 2);
        session(3, 4);

        Measurement read = merged(NONE);

        assertThat(read).isEqualTo(merged(AMPLE));
        PriceList prices = PriceList.bundled();
        assertThat(read.priced(prices)).isEqualTo(merged(AMPLE).priced(prices));
        assertThat(reviews(read).size()).isEqualTo(4);
    }

    @Test
    void give_it_where_lines_are_torn_changed_or_there_twice() throws IOException {
        session(1, 2, 3);
        Path log = onlyLog();
        List<String> lines = Files.readAllLines(log);
        lines.set(1, lines.get(1).replaceFirst("\"number\":1", "\"number\":7"));
        lines.add(3, lines.get(2));
        Files.writeString(log, String.join("\r\n", lines) + "\n{\"run\":{\"testCl");

        Measurement read = merged(NONE);

        assertThat(read).isEqualTo(merged(AMPLE));
        assertThat(read.warnings()).hasSize(3);
        assertThat(read.incomplete()).hasSize(1);
    }

    @Test
    void are_not_judged_where_somebody_writes_there_meanwhile() throws IOException {
        session(1);
        Measurement read = merged(NONE);
        Files.writeString(onlyLog(), Files.readString(onlyLog()).replace("\"number\":1", "\"number\":2"));

        assertThatThrownBy(() -> reviews(read).runs())
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("line 2 changed while the log was judged")
                .hasMessageContaining("run this goal again");
    }

    @Test
    void are_not_judged_where_somebody_shortens_them_meanwhile() throws IOException {
        session(1);
        Measurement read = merged(NONE);
        Files.writeString(onlyLog(), "");

        assertThatThrownBy(() -> reviews(read).runs())
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("line 2 changed while the log was judged");
    }

    private void session(int... numbers) {
        RunLog log = RunLog.in(folder, BUILD);
        for (int number : numbers) {
            log.append(run(REVIEWS, number, call(10 * number).build(), call(3).build()));
            log.append(run(PLANS, number, call(20 * number).build()));
        }
        log.end();
    }

    private Measurement merged(long memory) {
        return RunLogs.merge(BUILD, List.of(new RunLogs.Place(folder, BUILD)), memory);
    }

    private static TaskRuns reviews(Measurement measurement) {
        return Objects.requireNonNull(measurement.tasks().get(REVIEWS));
    }

    private Path onlyLog() {
        return RunLogs.logFiles(folder).get(0);
    }
}
