package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer belongs to the run that asked for it, whoever fetches it. */
class FetchedAnswersTest {

    private static final String PATH = "/v1/responses";
    private static final String FETCHED = PATH + "/resp_1";
    private static final String QUEUED =
            "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"queued\",\"model\":\"m\"}";

    @ParameterizedTest
    @ValueSource(strings = {Answers.RESPONSE, QUEUED})
    void belongs_to_the_call_that_asked_also_where_another_run_fetches_it(String answered) {
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + PATH, answered).answer("GET " + FETCHED, Answers.RESPONSE);
            RunInProgress other = provider.gateway.newRun();
            provider.post(PATH, "{\"model\":\"m\"}");

            Client.get(provider.gateway.gateway.open(other).rootUrl(GatewayRun.UPSTREAM) + FETCHED);

            assertThat(GatewayRun.end(other).calls()).isEmpty();
            assertThat(provider.onlyCall().usage().total()).hasValue(59);
        }
    }

    @Test
    void a_run_that_is_over_is_not_spoilt_by_who_fetches_its_answer_later() {
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + PATH, Answers.RESPONSE).answer("GET " + FETCHED, Answers.RESPONSE);
            provider.post(PATH, "{\"model\":\"m\"}").run();
            RunInProgress other = provider.gateway.newRun();

            Client.get(provider.gateway.gateway.open(other).rootUrl(GatewayRun.UPSTREAM) + FETCHED);

            assertThat(GatewayRun.end(other).calls()).isEmpty();
            assertThat(provider.gateway.loose).isEmpty();
        }
    }

    @Test
    void an_answer_that_another_process_asked_for_is_charged_to_who_fetches_it_once() {
        try (Scripted provider = new Scripted()) {
            provider.answer("GET " + FETCHED, Answers.RESPONSE).get(FETCHED).get(FETCHED);

            assertThat(provider.onlyCall().usage().total()).hasValue(59);
        }
    }

    @Test
    void fetching_changes_neither_who_asked_nor_for_what() {
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + PATH, QUEUED).answer("GET " + FETCHED, Answers.RESPONSE);
            Client.post(
                    provider.gateway.url(PATH),
                    "{\"model\":\"asked\",\"input\":\"hi\"}",
                    "TokenBudget-Agent",
                    "planner");

            provider.get(FETCHED);

            ModelCall call = provider.onlyCall();
            assertThat(call.requestedModel()).isEqualTo("asked");
            assertThat(call.responseModel()).hasValue("gpt-test-2026");
            assertThat(call.agent()).hasValue("planner");
            assertThat(call.prompt()).isPresent();
            assertThat(call.status()).isEqualTo(UsageStatus.REPORTED);
        }
    }

    @Test
    void fetching_tells_which_tools_were_called() {
        String calling = "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":[{\"type\":"
                + "\"function_call\",\"call_id\":\"c1\",\"name\":\"search\",\"arguments\":\"{}\"}],"
                + "\"usage\":{\"input_tokens\":50,\"output_tokens\":9}}";
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + PATH, QUEUED)
                    .answer("GET " + FETCHED, calling)
                    .post(PATH, "{\"model\":\"m\"}")
                    .get(FETCHED);

            assertThat(provider.onlyCall().toolCalls()).isEqualTo(1);
            assertThat(provider.onlyCall().calledTools()).containsExactly("search");
        }
    }

    @Test
    void an_answer_that_is_counted_is_not_taken_back_by_one_that_is_cut() {
        String less = Answers.RESPONSE
                .replace("\"output_tokens\":9", "\"output_tokens\":1")
                .replace(":59}", ":51}");
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + PATH, Answers.RESPONSE)
                    .answer("GET " + FETCHED, less)
                    .post(PATH, "{\"model\":\"m\"}")
                    .get(FETCHED);

            assertThat(provider.onlyCall().usage().total()).hasValue(59);
        }
    }

    @Test
    void the_steps_of_an_assistants_run_are_parts_of_it() {
        String run = "{\"object\":\"thread.run\",\"id\":\"run_1\",\"status\":\"completed\","
                + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}}";
        String step =
                "{\"object\":\"thread.run.step\",\"id\":\"step_1\",\"usage\":{\"prompt_tokens\":50,\"completion_tokens\":10}}";
        try (Scripted provider = new Scripted()) {
            provider.answer("POST /v1/threads/t/runs", run)
                    .answer("GET /v1/threads/t/runs/run_1/steps/step_1", step)
                    .post("/v1/threads/t/runs", "{\"assistant_id\":\"a\"}")
                    .get("/v1/threads/t/runs/run_1/steps/step_1");

            assertThat(provider.onlyCall().usage()).isEqualTo(TokenUsage.of(100, 20));
        }
    }
}
