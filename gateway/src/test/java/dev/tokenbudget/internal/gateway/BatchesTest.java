package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import org.junit.jupiter.api.Test;

/** A batch is what was asked for when it was created, however often it is asked after. */
class BatchesTest {

    private static final String CREATED = "/v1/batches/batch_1";

    private static final String LINE = "{\"custom_id\":\"a\",\"response\":{\"status_code\":200,\"body\":{\"id\":\"c\","
            + "\"object\":\"chat.completion\",\"model\":\"small\",\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":4,\"total_tokens\":34}}}}\n";

    @Test
    void one_that_is_not_finished_is_of_unknown_usage() {
        try (Scripted provider = created(openAi("in_progress", 12, 1))) {
            provider.get(CREATED);

            assertThat(provider.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
            assertThat(provider.run().gap()).isPresent();
        }
    }

    @Test
    void polling_a_finished_one_twice_counts_once() {
        try (Scripted provider = created(openAi("completed", 36, 224))) {
            provider.get(CREATED).get(CREATED);

            ModelCall call = provider.onlyCall();
            assertThat(call.usage()).isEqualTo(TokenUsage.of(36, 224));
            assertThat(call.serviceTier()).hasValue("batch");
            assertThat(call.requestedModel()).isEqualTo("gpt-test");
        }
    }

    @Test
    void one_whose_input_was_refused_used_nothing() {
        try (Scripted provider = created(openAi("failed", 0, 0))) {
            assertThat(provider.get(CREATED).onlyCall().status()).isEqualTo(UsageStatus.NOT_BILLED);
        }
    }

    @Test
    void anthropics_is_counted_by_its_results() {
        String results =
                "{\"custom_id\":\"a\",\"result\":{\"type\":\"succeeded\",\"message\":{\"id\":\"m1\",\"type\":\"message\","
                        + "\"model\":\"claude\",\"usage\":{\"input_tokens\":900,\"output_tokens\":100}}}}\n"
                        + "{\"custom_id\":\"b\",\"result\":{\"type\":\"errored\",\"error\":{}}}\n"
                        + "{\"custom_id\":\"c\",\"result\":{\"type\":\"succeeded\",\"message\":{\"id\":\"m2\",\"type\":\"message\","
                        + "\"model\":\"claude\",\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":20,\"output_tokens\":7}}}}\n";
        try (Scripted provider = new Scripted()) {
            provider.answer("POST /v1/messages/batches", "{\"id\":\"msgbatch_1\",\"type\":\"message_batch\"}")
                    .answer("GET /v1/messages/batches/msgbatch_1/results", results)
                    .post(
                            "/v1/messages/batches",
                            "{\"requests\":[{\"custom_id\":\"a\",\"params\":{\"model\":\"claude-asked\"}}]}")
                    .get("/v1/messages/batches/msgbatch_1/results")
                    .get("/v1/messages/batches/msgbatch_1/results");

            assertThat(provider.calls())
                    .extracting(ModelCall::usage)
                    .containsExactly(
                            TokenUsage.of(1000 - 100, 100), TokenUsage.of(25, 7).withCacheRead(20));
            assertThat(provider.calls()).allMatch(call -> call.requestedModel().equals("claude-asked"));
        }
    }

    @Test
    void googles_is_counted_by_the_answers_in_it() {
        String answer = "{\"response\":{\"candidates\":[{\"finishReason\":\"STOP\"}],\"modelVersion\":\"gemini-test\","
                + "\"usageMetadata\":{\"promptTokenCount\":13,\"candidatesTokenCount\":1,\"thoughtsTokenCount\":43,"
                + "\"totalTokenCount\":57,\"serviceTier\":\"standard\"}}}";
        String inlined = "{\"inlinedResponses\":{\"inlinedResponses\":[" + answer + "," + answer + "]}}";
        String batch = "{\"name\":\"batches/1\",\"metadata\":{\"model\":\"models/gemini-test\",\"output\":" + inlined
                + "},\"done\":true,\"response\":" + inlined + "}";
        String create = "/v1beta/models/gemini-test:batchGenerateContent";
        try (Scripted provider = new Scripted()) {
            provider.answer("POST " + create, "{\"name\":\"batches/1\"}")
                    .answer("GET /v1beta/batches/1", batch)
                    .post(create, "{\"batch\":{}}")
                    .get("/v1beta/batches/1")
                    .get("/v1beta/batches/1");

            assertThat(provider.calls())
                    .hasSize(2)
                    .allMatch(call -> call.usage().equals(TokenUsage.of(13, 44).withReasoning(43)));
        }
    }

    @Test
    void one_that_tells_its_usage_in_a_file_is_counted_when_that_is_fetched() {
        String create = "{\"id\":\"b1\",\"object\":\"batch\",\"status\":\"QUEUED\"}";
        String done = "{\"id\":\"b1\",\"object\":\"batch\",\"status\":\"SUCCESS\",\"output_file\":\"file-9\"}";
        try (Scripted provider = new Scripted()) {
            provider.answer("POST /v1/batch/jobs", create)
                    .answer("GET /v1/batch/jobs/b1", done)
                    .answer("GET /v1/files/file-9/content", LINE + LINE)
                    .answer("GET /v1/files/file-8/content", LINE)
                    .post("/v1/batch/jobs", "{\"model\":\"small\",\"input_files\":[\"f\"]}")
                    .get("/v1/batch/jobs/b1")
                    .get("/v1/files/file-8/content")
                    .get("/v1/files/file-9/content")
                    .get("/v1/files/file-9/content");

            assertThat(provider.calls())
                    .hasSize(2)
                    .allMatch(call -> call.usage().equals(TokenUsage.of(30, 4)) && call.isMeasurable());
        }
    }

    /** Create a batch of OpenAI, which is {@code later} when it is asked after. */
    private static Scripted created(String later) {
        return new Scripted()
                .answer("POST /v1/batches", openAi("validating", 0, 0))
                .answer("GET " + CREATED, later)
                .post("/v1/batches", "{\"input_file_id\":\"f\"}");
    }

    private static String openAi(String status, long input, long output) {
        return "{\"id\":\"batch_1\",\"object\":\"batch\",\"model\":\"gpt-test\",\"status\":\"" + status
                + "\",\"output_file_id\":null,\"usage\":{\"input_tokens\":" + input + ",\"output_tokens\":" + output
                + ",\"total_tokens\":" + (input + output) + "}}";
    }
}
