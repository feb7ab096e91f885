package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a base URL that is none. */
class UpstreamsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hunter2@provider.example/v1",
                "https://user:hunter2@provider.example:port/v1",
                "https://user:hun ter2@provider.example",
                "https://user:hunter2@",
                "https://user:hunter2@provider.example?key=hunter2",
                "https://user:hunter2?@provider.example",
                "https://user:hunt/hunter2@provider.example",
                "https://user@hunter2@provider.example",
                "https:/user:hunter2@provider.example",
                "ftp://user:hunter2@provider.example",
                "user:hunter2@provider.example",
                "https://provider.example/v1?key=hunter2",
                "https://provider.example?key=@hunter2"
            })
    void shows_no_password_and_no_key(String baseUrl) {
        assertThatThrownBy(() -> Upstreams.publicDefaults().with("acme", baseUrl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of upstream 'acme' is not allowed. Use http:// or https:// with a host")
                .message()
                .doesNotContain("ter2");
    }

    @Test
    void shows_the_rest() {
        assertThatThrownBy(() -> Upstreams.publicDefaults().with("acme", "ftp://user:pass@provider.example/v1?key=x"))
                .hasMessageStartingWith("Base URL 'ftp://…@provider.example/v1?…' of upstream 'acme'");
        assertThatThrownBy(() -> Upstreams.publicDefaults().with("acme", "provider.example/v1"))
                .hasMessageStartingWith("Base URL 'provider.example/v1' of upstream 'acme'");
    }
}
