package dev.tokenbudget.internal.history.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.history.http.Receiver;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    private static final RequestHeaders HEADERS = RequestHeaders.parse(
            "tokenbudget.otlpHeaders", "Authorization=Basic {AUTH}", name -> Optional.of("hunter2"));

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void gets_the_headers() {
        send();

        assertThat(receiver.arrived()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/otlp/v1/traces");
            assertThat(request.headers()).containsEntry("authorization", "Basic hunter2");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void that_is_busy_is_asked_again(int status) {
        receiver.thenAnswer(status, "").thenAnswer(status, "");

        send();

        assertThat(receiver.arrived()).hasSize(3);
    }

    @Test
    void that_stays_busy_is_given_up() {
        for (int i = 0; i < 10; i++) {
            receiver.thenAnswer(503, "starting");
        }

        assertThatThrownBy(this::send)
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(
                        "answered with HTTP 503 (starting). Check tokenbudget.otlp; what was not sent is sent"
                                + " next time.");
        assertThat(receiver.arrived()).hasSize(4);
    }

    @Test
    void that_refuses_is_not_asked_again_and_no_secret_is_told() {
        receiver.thenAnswer(401, "no user\nfor Basic hunter2");

        assertThatThrownBy(this::send)
                .isInstanceOf(OutputException.class)
                .hasMessage(receiver.url() + "/otlp/v1/traces answered with HTTP 401 (no user for Basic ***). Check the"
                        + " headers that belong to tokenbudget.otlp, and the environment variables that they name.");
        assertThat(receiver.arrived()).hasSize(1);
    }

    @Test
    void that_redirects_is_not_followed_with_the_secret() {
        receiver.thenAnswer(302, "");

        assertThatThrownBy(this::send).isInstanceOf(OutputException.class).hasMessageContaining("HTTP 302");
    }

    @Test
    void that_is_not_there_is_named() {
        receiver.close();

        assertThatThrownBy(this::send)
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("could not be reached (ConnectException, 4 attempts). Check tokenbudget.otlp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collector:4318",
                "ftp://collector",
                "http://",
                "https://me:hunter2@host",
                "http://h?key=hunter2",
                "a b"
            })
    void is_a_url_without_secrets(String url) {
        assertThatThrownBy(() -> new Destination("tokenbudget.otlp", url, HEADERS, Duration.ZERO))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("tokenbudget.otlp is no URL that can be sent to.")
                .message()
                .doesNotContain("hunter2");
    }

    private void send() {
        new Destination("tokenbudget.otlp", receiver.url() + "/otlp/", HEADERS, Duration.ofMillis(1))
                .send("POST", "/v1/traces", "application/x-protobuf", new byte[] {1});
    }
}
