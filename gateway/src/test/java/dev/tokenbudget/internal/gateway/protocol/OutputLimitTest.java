package dev.tokenbudget.internal.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an answer may be, as each provider's requests say it. */
class OutputLimitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"max_tokens\":500}",
                "{\"max_completion_tokens\":500}",
                "{\"max_output_tokens\":500}",
                "{\"generationConfig\":{\"maxOutputTokens\":500}}",
                "{\"inferenceConfig\":{\"maxTokens\":500}}",
                "{\"textGenerationConfig\":{\"maxTokenCount\":500}}",
                "{\"options\":{\"num_predict\":500}}",
                "{\"completion_args\":{\"max_tokens\":500}}"
            })
    void is_known_by_the_names_that_providers_have_for_it(String request) {
        assertThat(limitOf(request)).hasValue(500);
    }

    @Test
    void is_that_of_all_answers_that_are_asked_for() {
        assertThat(limitOf("{\"max_tokens\":500,\"n\":3}")).hasValue(1_500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"options\":{\"num_predict\":-1}}",
                "{\"max_tokens\":null}",
                "{\"max_tokens\":\"many\"}",
                "[]"
            })
    void is_unknown_where_the_request_sets_none(String request) {
        assertThat(limitOf(request)).isEmpty();
    }

    private static OptionalLong limitOf(String request) {
        return OutputLimit.of(ProviderJson.parse(request.getBytes(StandardCharsets.UTF_8)));
    }
}
