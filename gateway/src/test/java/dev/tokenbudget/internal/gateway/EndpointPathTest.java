package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One URL serves clients that expect more or less of the path in it. */
class EndpointPathTest {

    private static final String ANSWER = Answers.CHAT;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // Vercel's SDK and LangChain4j expect the version in the base URL.
                "anthropic  | /messages                             | /v1/messages",
                "anthropic  | /messages/count_tokens?beta=true      | /v1/messages/count_tokens?beta=true",
                "anthropic  | /models                               | /v1/models",
                "anthropic  | /v1/v1/messages                       | /v1/messages",
                "anthropic  | //v1/messages                         | /v1/messages",
                "mistral    | /chat/completions                     | /v1/chat/completions",
                "mistral    | /embeddings                           | /v1/embeddings",
                "mistral    | /v1/v1/chat/completions               | /v1/chat/completions",
                "gemini     | /models/gemini-2.5:generateContent    | /v1beta/models/gemini-2.5:generateContent",
                "gemini     | /models/g:streamGenerateContent?alt=sse | /v1beta/models/g:streamGenerateContent?alt=sse",
                "gemini     | /v1beta/v1beta/models/g:countTokens   | /v1beta/models/g:countTokens",
                "gemini     | /chat/completions                     | /v1beta/openai/chat/completions",
                "gemini     | /openai/chat/completions              | /v1beta/openai/chat/completions",
                "cohere     | /chat/completions                     | /compatibility/v1/chat/completions",
                "cohere     | /compatibility/v1/v1/chat/completions | /compatibility/v1/chat/completions",
                "cohere     | /v2/v2/chat                           | /v2/chat",
                "ollama     | /chat                                 | /api/chat",
                "ollama     | /chat/completions                     | /v1/chat/completions",
                "ollama     | /messages                             | /v1/messages",
                "perplexity | /v1/chat/completions                  | /chat/completions",
                "deepseek   | /v1/v1/chat/completions               | /v1/chat/completions",
                // Koog, simple-openai and others append the version to a base URL that has it.
                "openai     | /v1/v1/chat/completions               | /v1/chat/completions",
                "openai     | /v1/v1/v1/responses                   | /v1/responses",
                "openai     | /chat/completions                     | /v1/chat/completions",
                "openai     | /v1//embeddings                       | /v1/embeddings",
                "xai        | /v1/v1/messages                       | /v1/messages",
                "groq       | /openai/v1/openai/v1/chat/completions | /openai/v1/chat/completions",
                "groq       | /openai/v1/v1/chat/completions        | /openai/v1/chat/completions",
                "groq       | /v1/chat/completions                  | /openai/v1/chat/completions",
                "openrouter | /api/v1/v1/messages                   | /api/v1/messages",
                "openrouter | /v1/chat/completions                  | /api/v1/chat/completions",
                "zai        | /api/paas/v4/v1/chat/completions      | /api/paas/v4/chat/completions",
                "alibaba    | /compatible-mode/v1/v1/embeddings     | /compatible-mode/v1/embeddings",
                "together   | /v1/v1/rerank                         | /v1/rerank",
                "voyage     | /embeddings                           | /v1/embeddings"
            })
    void leads_a_path_to_where_the_provider_has_it(String upstream, String sent, String meant) {
        URI base = Upstreams.publicDefaults().baseUrl(upstream);

        assertThat(EndpointPath.of(upstream, base.getRawPath(), sent)).isEqualTo(meant);
        assertThat(EndpointPath.of(upstream, base.getRawPath(), meant))
                .as("the right path stays")
                .isEqualTo(meant);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic | /v1              | /v1/v1/messages                 | /v1/messages",
                "anthropic | /v1              | /v1/messages                    | /v1/messages",
                "anthropic | /llm/anthropic   | /llm/anthropic/messages         | /llm/anthropic/v1/messages",
                "gemini    | /v1beta          | /v1beta/v1beta/models/g:x       | /v1beta/models/g:x",
                "mistral   | /v1              | /v1/v1/chat/completions         | /v1/chat/completions",
                "openai    | ''               | /chat/completions               | /chat/completions",
                "openai    | ''               | /v1/chat/completions            | /v1/chat/completions",
                "openai    | /llm/openai/v1   | /llm/openai/v1/v1/responses     | /llm/openai/v1/responses",
                "azure     | /openai          | /openai/openai/deployments/d/x  | /openai/deployments/d/x",
                "acme      | /v1              | /v1/v1/chat/completions         | /v1/chat/completions"
            })
    void depends_on_the_base_url_that_was_set(String upstream, String basePath, String sent, String meant) {
        assertThat(EndpointPath.of(upstream, basePath, sent)).isEqualTo(meant);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic | /v1/messages/batches/b_1/results",
                "anthropic | /v1beta/messages",
                "cohere    | /chat",
                "cohere    | /v1/embed",
                "gemini    | /v1/models/g:generateContent",
                "gemini    | /upload/v1beta/files",
                "ollama    | /api/chat",
                "ollama    | /embeddings",
                "vertex    | /v1/projects/p/locations/l/publishers/google/models/g:generateContent",
                "deepseek  | /chat/completions",
                "deepseek  | /anthropic/v1/messages",
                "openai    | /v1/threads/t_1/messages",
                "openai    | /dashboard/billing",
                "alibaba   | /api/v1/services/aigc/text-generation/generation",
                "perplexity| /async/chat/completions",
                "groq      | /openai/v1/models?x=/v1/v1/y",
                "acme      | /messages",
                "acme      | /"
            })
    void leaves_a_path_alone_that_has_another_meaning_or_several(String upstream, String sent) {
        String basePath =
                Upstreams.publicDefaults().find(upstream).map(URI::getRawPath).orElse("");

        assertThat(EndpointPath.of(upstream, basePath, sent)).isEqualTo(sent);
    }

    @Test
    void counts_the_call_of_such_a_client() throws Exception {
        try (Provider provider = Provider.answering(ANSWER);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.route.baseUrl("openai") + "/v1/chat/completions", "{\"model\":\"gpt-test\"}");

            assertThat(provider.onlyRequest().target()).isEqualTo("/v1/chat/completions");
            assertThat(gateway.onlyCall().usage().total()).hasValue(150);
        }
    }

    @Test
    void counts_a_message_without_a_version() throws Exception {
        try (Provider provider = Provider.answering(Answers.MESSAGE);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.route.baseUrl("anthropic") + "/messages", "{\"model\":\"claude-test\"}");

            assertThat(provider.onlyRequest().target()).isEqualTo("/v1/messages");
            assertThat(gateway.onlyCall().usage().output()).hasValue(7);
        }
    }
}
