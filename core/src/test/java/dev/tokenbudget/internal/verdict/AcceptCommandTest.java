package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptCommandTest {

    private static final TaskId PLANS = new TaskId("com.acme.PlanBenchmark", "plans");

    @Test
    void names_the_tasks_that_it_accepts() {
        assertThat(AcceptCommand.naming(List.of(PLANS, REVIEWS)))
                .isEqualTo("mvn tokenbudget:accept -Dtokenbudget.task=\"PlanBenchmark.plans,ReviewBenchmark.reviews\""
                        + " -Dtokenbudget.reason=\"…\"");
    }

    @Test
    void leaves_names_out_where_they_are_many_and_verdicts_say_which_tasks_are_meant() {
        List<TaskId> eleven = IntStream.rangeClosed(1, 11)
                .mapToObj(number -> new TaskId("com.acme.PlanBenchmark", "plans" + number))
                .toList();

        assertThat(AcceptCommand.naming(eleven)).isEqualTo("mvn tokenbudget:accept -Dtokenbudget.reason=\"…\"");
    }

    @Test
    void names_a_task_without_its_module_which_the_option_does_not_know() {
        assertThat(AcceptCommand.naming(List.of(PLANS.in("shop")))).contains("=\"PlanBenchmark.plans\" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plans[12 stories, \"ünïcödé\" \\ ✓]",
                "pays[$5, `date`]",
                "asks[why?!]",
                "rates[100%PATH%]",
                "splits[a,b, c]",
                "a'b"
            })
    void names_pass_every_shell_and_still_mean_their_task(String name) {
        TaskId task = new TaskId("com.acme.Outer$PlanBenchmark", name);

        String typed = AcceptCommand.naming(List.of(REVIEWS, task)).split("\"")[1];

        assertThat(typed).doesNotContain("$", "`", "\\", "!", "%");
        assertThat(new TaskGlob(typed).matches(task)).isTrue();
        assertThat(new TaskGlob(typed).matches(REVIEWS)).isTrue();
        assertThat(new TaskGlob(typed).matches(PLANS)).isFalse();
    }
}
