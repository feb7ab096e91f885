package dev.tokenbudget.suites.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    private static final String TOOL = "{\"name\":\"read_file\",\"input_schema\":{\"type\":\"object\"}}";

    private final PlainClient client = new PlainClient();

    @AfterEach
    void set_nothing() {
        System.clearProperty("suite.seed");
    }

    @Test
    void answers_the_same_question_in_different_ways_but_in_the_same_order_each_time() throws Exception {
        List<String> once = answers(3, "", 6);
        List<String> again = answers(3, "", 6);

        assertThat(again).isEqualTo(once);
        assertThat(Set.copyOf(once)).hasSizeGreaterThan(3);
    }

    @Test
    void draws_the_same_whatever_the_system_prompt_is() throws Exception {
        assertThat(answers(3, "You review code. Mind the tests, too.", 4)).isEqualTo(answers(3, "", 4));
    }

    @Test
    void draws_the_same_whatever_other_tools_are_offered() throws Exception {
        String plain = PlainClient.asking("diff --git", "", TOOL);
        String more = PlainClient.asking("diff --git", "", "{\"name\":\"search\",\"input_schema\":{}}," + TOOL);
        try (OfflineModel model = OfflineModel.start(5);
                OfflineModel other = OfflineModel.start(5)) {
            assertThat(client.post(model, plain).at("/content/1/id"))
                    .isEqualTo(client.post(other, more).at("/content/1/id"));
        }
    }

    @Test
    void draws_differently_under_another_seed() throws Exception {
        assertThat(answers(3, "", 6)).isNotEqualTo(answers(4, "", 6));
    }

    @Test
    void keeps_to_a_conversation_that_it_recognises_by_the_id_of_its_tool_call() throws Exception {
        try (OfflineModel model = OfflineModel.start(3)) {
            String id = client.post(model, PlainClient.asking("diff --git", "", TOOL))
                    .at("/content/1/id")
                    .asText();
            String next = """
                    {"model": "m", "max_tokens": 4000, "tools": [%s], "messages": [
                      {"role": "user", "content": "(dropped)"},
                      {"role": "assistant", "content": [{"type": "tool_use", "id": "%s", "name": "read_file", "input": {}}]},
                      {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "%s", "content": "-"}]}]}
                    """.formatted(TOOL, id, id);

            assertThat(client.post(model, next).path("content"))
                    .isEqualTo(client.post(model, next).path("content"));
        }
    }

    @Test
    void answers_at_length_where_the_system_prompt_asks_for_it() throws Exception {
        String brief = answers(3, "Be brief.", 1).get(0);
        String detailed = answers(3, "Explain in detail.", 1).get(0);

        assertThat(detailed).startsWith(brief.strip()).hasSizeGreaterThan(brief.length() + 100);
    }

    @Test
    void takes_its_seed_from_the_setting() throws Exception {
        System.setProperty("suite.seed", "3");
        try (OfflineModel model = OfflineModel.start()) {
            assertThat(client.post(model, PlainClient.asking("diff --git", ""))
                            .at("/content/0/text")
                            .asText())
                    .isEqualTo(answers(3, "", 1).get(0));
        }
    }

    @Test
    void draws_anew_in_each_jvm_where_the_seed_is_random() {
        System.setProperty("suite.seed", "random");

        assertThat(Seed.configured()).isNotEqualTo(Seed.configured());
    }

    @Test
    void refuses_a_seed_that_is_no_number() {
        System.setProperty("suite.seed", "lucky");

        assertThatIllegalArgumentException()
                .isThrownBy(OfflineModel::start)
                .withMessage("suite.seed is \"lucky\", but must be a whole number or \"random\".");
    }

    @Test
    void gives_the_same_answers_to_conversations_at_the_same_time() throws Exception {
        List<String> atTheSameTime = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (OfflineModel model = OfflineModel.start(3)) {
            Callable<String> asked = () -> answer(model, "");
            for (Future<String> answer : threads.invokeAll(List.of(asked, asked, asked, asked, asked, asked))) {
                atTheSameTime.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(atTheSameTime).containsExactlyInAnyOrderElementsOf(answers(3, "", 6));
    }

    private List<String> answers(long seed, String system, int conversations) throws Exception {
        List<String> answers = new ArrayList<>();
        try (OfflineModel model = OfflineModel.start(seed)) {
            for (int i = 0; i < conversations; i++) {
                answers.add(answer(model, system));
            }
        }
        return answers;
    }

    private String answer(OfflineModel model, String system) throws Exception {
        return client.post(model, PlainClient.asking("diff --git", system))
                .at("/content/0/text")
                .asText();
    }
}
