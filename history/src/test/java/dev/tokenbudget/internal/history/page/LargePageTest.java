package dev.tokenbudget.internal.history.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.page.SeededHistory.Task;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two years of daily builds of 200 tasks. */
@Tag("slow")
class LargePageTest {

    private static final int TASKS = 200;
    private static final int DAYS = 730;
    private static final int MEGABYTE = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void the_page_of_two_years_of_200_tasks_stays_light() {
        Task[] tasks = IntStream.range(0, TASKS)
                .mapToObj(number -> Task.of("com.acme.Suite" + number % 10 + "Test.task" + number)
                        .by("agent" + number % 9)
                        .of("feature" + number % 20, "team" + number % 5)
                        .using(1_000 + 500 * number)
                        .calling(1))
                .toArray(Task[]::new);
        try (SeededHistory history = new SeededHistory(folder)) {
            for (int day = DAYS; day > 2; day--) {
                history.build(SeededHistory.TODAY.minusDays(day), 1, tasks);
            }
            Task[] busy = Arrays.stream(tasks).map(task -> task.calling(20)).toArray(Task[]::new);
            history.build(SeededHistory.TODAY, 6, busy);

            String page = history.page();

            assertThat(page.getBytes(UTF_8).length).isLessThan(10 * MEGABYTE);
            assertThat(PageText.of(page)).contains(TASKS + " tasks", "The line is the mean of each week");
        }
    }
}
