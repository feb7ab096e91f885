package dev.tokenbudget.internal.replay;

import static dev.tokenbudget.internal.replay.RecordingExample.REVIEW;
import static dev.tokenbudget.internal.replay.RecordingExample.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing secret is in a recording. */
@Execution(ExecutionMode.CONCURRENT)
class RedactionTest {

    private static final String SECRET = "correct/horse \"battery\" staple+1";
    private static final Redaction REDACTION = Redaction.of(
            Map.of(
                    "SERVICE_PASSWORD", SECRET,
                    "some.api.key", "0123-plain-value",
                    "HOME", "/home/somebody",
                    "tokenbudget.directory", "target/tokenbudget",
                    "SHORT_TOKEN", "abc"),
            List.of(Pattern.compile("CUST-[0-9]{6}")));

    @TempDir
    Path folder;

    @Test
    void what_comes_in_pieces_is_replaced_as_well() {
        Body answer =
                new Body.Events(Stream.of("The key is sk-ant-", "api03-AbCdEfGhIjKl", "MnOpQrStUvWxYz0123456789", ".")
                        .map(piece -> new Body.Event(List.of("data: {\"text\":\"" + piece + "\"}")))
                        .toList());

        Body clean = Redaction.of(Map.of(), List.of()).redact(answer);

        assertThat(clean.toString()).contains("The key is <redacted:").doesNotContain("MnOpQrStUvWxYz", "AbCdEfGhIjKl");
        assertThat(((Body.Events) clean).events()).hasSize(4);
    }

    @Test
    void no_planted_secret_is_written() throws IOException {
        Body body = json("{\"content\": \"a 0123-plain-value b\", \"0123-plain-value\": [\"CUST-123456\"]}");
        Exchange exchange = new Exchange(
                "openai",
                Optional.of("agent of 0123-plain-value"),
                "POST",
                "/v1/chat?key=0123-plain-value&alt=sse&x=CUST-654321",
                body,
                200,
                Map.of("content-type", "text/plain; x=0123-plain-value"),
                new Body.Events(List.of(new Body.Event(List.of("data: {\"text\":\"0123-plain-value\"}")))),
                List.of(ModelCall.builder("openai", "m")
                        .responseId("id-0123-plain-value")
                        .label("team", "0123-plain-value")
                        .build()));

        Redaction.Redacted redacted = REDACTION.redact(new RecordedRun(List.of(exchange)));
        String file = Files.readString(new RecordingFolder(folder)
                .write(new TaskRecording(REVIEW, Optional.empty(), List.of(redacted.run()))));

        assertThat(file)
                .doesNotContain("0123-plain-value", "CUST-123456", "CUST-654321", "key=")
                .contains("/v1/chat?alt=sse&x=<redacted:pattern>", "a <redacted:some.api.key> b");
        assertThat(redacted.replaced()).isEqualTo(Map.of("some.api.key", 7, "pattern", 2));
    }

    @Test
    void a_value_is_found_in_the_forms_in_which_it_travels() {
        assertThat(REDACTION.redact("x " + SECRET + " y")).isEqualTo("x <redacted:SERVICE_PASSWORD> y");
        assertThat(REDACTION.redact("{\"arguments\":\"correct/horse \\\"battery\\\" staple+1\"}"))
                .isEqualTo("{\"arguments\":\"<redacted:SERVICE_PASSWORD>\"}");
        assertThat(REDACTION.redact("?q=correct%2Fhorse+%22battery%22+staple%2B1&x"))
                .isEqualTo("?q=<redacted:SERVICE_PASSWORD>&x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "user:x"})
    void a_value_is_found_in_base64_wherever_it_begins(String before) {
        byte[] bytes = (before + SECRET + " and more").getBytes(StandardCharsets.UTF_8);

        assertThat(REDACTION.redact("Basic " + Base64.getEncoder().encodeToString(bytes)))
                .contains("<redacted:SERVICE_PASSWORD>")
                .satisfies(RedactionTest::holdsNoSecretInBase64);
        assertThat(REDACTION.redact(Base64.getUrlEncoder().encodeToString(bytes)))
                .contains("<redacted:SERVICE_PASSWORD>");
    }

    private static void holdsNoSecretInBase64(String text) {
        for (String piece : text.split("[^A-Za-z0-9+/]+")) {
            if (piece.length() >= 8) {
                byte[] decoded = Base64.getDecoder().decode(piece.substring(0, piece.length() / 4 * 4));
                assertThat(new String(decoded, StandardCharsets.ISO_8859_1)).doesNotContain("battery", "horse");
            }
        }
    }

    @Test
    void bytes_that_hold_a_secret_are_left_out_whole() {
        Body frames = new Body.Bytes(Base64.getEncoder()
                .encodeToString("\0\0 {\"text\":\"0123-plain-value\"}".getBytes(StandardCharsets.UTF_8)));
        Body clean = new Body.Bytes(Base64.getEncoder().encodeToString(new byte[] {0, 1, 2}));
        Exchange exchange = RecordingExample.exchange(clean, frames);

        Exchange redacted = REDACTION
                .redact(new RecordedRun(List.of(exchange)))
                .run()
                .exchanges()
                .get(0);

        assertThat(redacted.request()).isEqualTo(clean);
        assertThat(redacted.answer()).isEqualTo(new Body.Text("<redacted: bytes that held a secret>"));
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic-key, sk-ant-api03-, a1B2c3D4e5F6g7H8i9J0",
        "openai-key, sk-, a1B2c3D4e5F6g7H8i9J0",
        "openai-key, sk-proj-, abcdefghijklmnopqrst_1234567890",
        "google-key, AIza, SyA1234567890abcdefghijklmnopqrstuv",
        "google-token, ya29., a0AfH6SMBx1234567890abcdef",
        "aws-key, AKIA, IOSFODNN7EXAMPLE",
        "github-token, ghp_, 0123456789abcdefghijABCDEFGHIJ012345",
        "github-token, github_pat_, 11ABCDEFG0123456789_abcdefghijklmnopqrstuvwxyz",
        "gitlab-token, glpat-, 0123456789abcdefghij",
        "slack-token, xoxb-, 123456789012-abcdefghijkl",
        "hugging-face-token, hf_, abcdefghijABCDEFGHIJabcdefghij1234",
        "groq-key, gsk_, abcdefghijABCDEFGHIJ0123456789",
        "npm-token, npm_, 0123456789abcdefghijABCDEFGHIJ012345",
        "stripe-key, sk_live_, 0123456789abcdefABCDEF",
        "jwt, eyJ, hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_123"
    })
    void keys_are_found_by_their_form(String name, String begin, String rest) {
        // in two pieces, so that this file holds no key
        assertThat(REDACTION.redact("key: " + begin + rest + ", and so on"))
                .isEqualTo("key: <redacted:" + name + ">, and so on");
    }

    @Test
    void a_bearer_token_and_a_private_key_are_found() {
        assertThat(REDACTION.redact("curl -H 'Authorization: Bearer " + "abcDEF0123456789~xyz=='"))
                .isEqualTo("curl -H 'Authorization: Bearer <redacted:bearer-token>'");
        assertThat(REDACTION.redact(
                        "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow\nabc=\n-----END RSA PRIVATE KEY-----\n"))
                .isEqualTo("<redacted:private-key>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The bearer of this letter, and bearer authentication-of-the-usual-kind.",
                "risk-management-of-large-organisations",
                "sk-loading-indicator-of-the-page",
                "msg_01XFDUDYJgAACzvnptvVoYEL toolu_01A09q90qw90lq917835lq9 chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
                "/home/somebody target/tokenbudget abc",
                "0123456789abcdef0123456789abcdef01234567"
            })
    void what_is_no_secret_stays(String text) {
        assertThat(REDACTION.redact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eyJ", "sk-", "sk-ant-", "Bearer ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", "a.", "AIza"})
    @Timeout(60)
    void foreign_text_cannot_make_it_slow(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());

        assertThat(REDACTION.redact(text)).hasSizeLessThanOrEqualTo(2 * text.length());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models, /v1/models",
        "/v1/models?key=x, /v1/models",
        "/v1/models?a=1&API_KEY=x&b=2, /v1/models?a=1&b=2",
        "/v1/x?X-Amz-Signature=1&X-Amz-Date=2&c, /v1/x?c",
        "/v1/x?monkey=1, /v1/x?monkey=1"
    })
    void keys_are_taken_out_of_queries(String target, String clean) {
        assertThat(RequestTarget.withoutKeys(target)).isEqualTo(clean);
    }
}
