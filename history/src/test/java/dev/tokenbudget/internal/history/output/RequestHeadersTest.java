package dev.tokenbudget.internal.history.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestHeadersTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("AUTH", "cGs6c2s=\n", "PRICE", "a$1\\b", "WRAPPED", "hunter2\nhunter2");

    @Test
    void take_secrets_from_the_environment() {
        assertThat(parse("Authorization=Basic {AUTH}, x-langfuse-ingestion-version=4")
                        .values())
                .containsExactly(
                        Map.entry("Authorization", "Basic cGs6c2s="), Map.entry("x-langfuse-ingestion-version", "4"));
    }

    @Test
    void take_secrets_as_they_are() {
        assertThat(parse("x-key={PRICE}").values()).containsEntry("x-key", "a$1\\b");
    }

    @Test
    void may_be_on_lines_of_their_own() {
        assertThat(parse("\n  a=1\n  b=2\n").values()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    void name_the_variable_that_is_not_set() {
        assertThatThrownBy(() -> parse("x-api-key={LANGSMITH_API_KEY}"))
                .isInstanceOf(OutputException.class)
                .hasMessage(
                        "The environment variable LANGSMITH_API_KEY, which tokenbudget.otlpHeaders names, is not set."
                                + " Set it where Maven runs.");
    }

    @Test
    void refuse_a_secret_that_is_written_out_without_telling_it() {
        assertThatThrownBy(() -> parse("X-Api-Key=lsv2_hunter2"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("X-Api-Key={MY_VARIABLE}")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void refuse_what_is_no_header() {
        assertThatThrownBy(() -> parse("Authorization: Basic hunter2"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("not written as name=value")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void refuse_a_secret_of_several_lines_without_telling_it() {
        assertThatThrownBy(() -> parse("Authorization=Basic {WRAPPED}"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("The header Authorization of tokenbudget.otlpHeaders cannot be sent")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void refuse_names_that_http_itself_uses() {
        assertThatThrownBy(() -> parse("Host=elsewhere"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("The header Host of");
    }

    @Test
    void show_their_names_only() {
        assertThat(parse("Authorization=Basic {AUTH}")).hasToString("[Authorization]");
    }

    private static RequestHeaders parse(String text) {
        return RequestHeaders.parse(
                "tokenbudget.otlpHeaders", text, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    }
}
