package dev.tokenbudget.internal.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/files, /v1/files, true",
        "/files, /v1/files/, true",
        "/files, /v1/profiles, false",
        "/files/*, /v1/files/f, true",
        "/files/*, /v1/files/f/content, false",
        ":count*, /v1/models/g:countTokens, true",
        "POST /files, /v1/files, true",
        "GET /files, /v1/files, false",
        "/a.b, /aXb, false"
    })
    void is_the_end_of_a_path(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).matches(post(path))).isEqualTo(matches);
    }

    @Test
    void several_are_separated_by_commas() {
        assertThat(PathPattern.parseAll(" /a , POST /b/*,")).hasSize(2);
        assertThat(PathPattern.parseAll("")).isEmpty();
    }

    @Test
    void many_stars_take_no_long_time() {
        String stars = "/" + "*".repeat(60) + "x";

        assertThat(PathPattern.parse(stars).matches(post("/" + "a".repeat(5_000))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/threads/thread_abc123/messages, /v1/threads/*/messages",
        "/agents/A1B2C3/sessions/s, /agents/*/sessions/s",
        "/v1beta/models/gemini-2.5:query, /v1beta/models/*",
        "/api/v2/do-it, /api/v2/do-it",
        "/u/someone@example.org/x, /u/*/x"
    })
    void what_may_be_an_id_or_a_name_is_not_shown(String path, String shown) {
        assertThat(PathPattern.withoutNames(path)).isEqualTo(shown);
    }

    private static ModelRequest post(String path) {
        return new ModelRequest("acme", "POST", path, MissingNode.getInstance());
    }
}
