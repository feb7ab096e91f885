package dev.tokenbudget.internal.history.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.history.alert.PlantedHistory.Planted;
import dev.tokenbudget.internal.history.http.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts arrive at a real receiver: signed, once, and also where it is busy at first. */
abstract class WebhookCases {

    abstract String url();

    private static final String[] DEAR_DAY = {"when", "costPerDay", "above", "5", "name", "dear day"};
    private static final String SECRET = "hush-4711";

    @TempDir
    Path folder;

    private String url = "";
    private PlantedHistory planted;

    @BeforeEach
    void aDearDay() {
        url = url();
        planted = new PlantedHistory(url);
        planted.session("chat & <search>", Planted.of(PlantedHistory.NOON, "7.25"));
    }

    @AfterEach
    void close() {
        planted.close();
    }

    @Test
    void a_receiver_that_fails_twice_gets_the_alert_and_never_again() throws IOException {
        try (Receiver receiver = new Receiver().thenAnswer(500, "").thenAnswer(429, "")) {
            AlertCheck first = planted.check(webhook(receiver, "json"), DEAR_DAY);
            AlertCheck second = planted.check(webhook(receiver, "json"), DEAR_DAY);

            assertThat(receiver.arrived()).hasSize(3);
            assertThat(first.notes()).containsExactly("1 alert by 1 rule yesterday and today (UTC), 1 posted.");
            assertThat(first.failures()).isEmpty();
            assertThat(second.notes()).containsExactly("1 alert by 1 rule yesterday and today (UTC).");
            assertThat(second.warnings()).isEqualTo(first.warnings()).hasSize(1);
        }
    }

    @Test
    void the_message_tells_what_was_found() throws IOException {
        try (Receiver receiver = new Receiver()) {
            planted.check(webhook(receiver, "json"), DEAR_DAY);

            Receiver.Arrived message = receiver.arrived().get(0);
            JsonNode body = new ObjectMapper().readTree(message.text());
            assertThat(body.path("rule").asText()).isEqualTo("dear day");
            assertThat(body.path("level").asText()).isEqualTo("red");
            assertThat(body.path("when").asText()).isEqualTo("costPerDay");
            assertThat(body.path("value").asDouble()).isEqualTo(7.25);
            assertThat(body.path("limit").asDouble()).isEqualTo(5);
            assertThat(body.path("from").asText()).isEqualTo("2026-11-30T00:00:00Z");
            assertThat(body.path("statement").asText())
                    .isEqualTo("dear day: $7.25 spent in a day, more than $5.00 (2026-11-30).");
            assertThat(message.headers())
                    .containsEntry("TokenBudget-Alert", body.path("id").asText());
        }
    }

    @Test
    void a_message_of_slack_is_escaped_as_slack_wants_it() throws IOException {
        try (Receiver receiver = new Receiver()) {
            planted.check(webhook(receiver, "slack"), "when", "tokensOfTask", "critical", "1000", "name", "long runs");

            assertThat(receiver.arrived().get(0).text())
                    .isEqualTo(
                            "{\"text\":\"*Page* long runs: 1,100 tokens used by a run of a task, the mean of a day, more than"
                                    + " 1,000 tokens (2026-11-30, chat &amp; &lt;search&gt;).\","
                                    + "\"unfurl_links\":false,\"unfurl_media\":false}");
        }
    }

    @Test
    void a_name_in_a_message_calls_nobody_and_links_to_nothing() throws IOException {
        planted.session("@all\u202E [click](https://evil.example) ##vso[x]", Planted.of(PlantedHistory.NOON, "9"));
        try (Receiver receiver = new Receiver()) {
            planted.check(webhook(receiver, "slack"), "when", "tokensOfTask", "critical", "1000", "name", "long runs");

            assertThat(receiver.arrived())
                    .extracting(Receiver.Arrived::text)
                    .anyMatch(body -> body.contains("@ all\uFFFD [click] (https:"))
                    .noneMatch(body -> body.contains("##vso["));
        }
    }

    @Test
    void the_signature_is_that_of_the_time_and_the_body() throws Exception {
        try (Receiver receiver = new Receiver()) {
            planted.check(webhook(receiver, "json"), DEAR_DAY);

            Receiver.Arrived message = receiver.arrived().get(0);
            String seconds = Long.toString(PlantedHistory.CLOCK.instant().getEpochSecond());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = HexFormat.of()
                    .formatHex(mac.doFinal((seconds + "." + message.text()).getBytes(StandardCharsets.UTF_8)));
            assertThat(message.headers()).containsEntry("TokenBudget-Signature", "t=" + seconds + ",v1=" + expected);
        }
    }

    @Test
    void without_a_secret_nothing_is_signed() throws IOException {
        try (Receiver receiver = new Receiver()) {
            Webhook webhook =
                    Webhook.of(receiver.url(), "json", Optional.empty(), PlantedHistory.CLOCK, Duration.ofMillis(1));
            planted.check(webhook, DEAR_DAY);

            assertThat(receiver.arrived().get(0).headers()).doesNotContainKey("TokenBudget-Signature");
        }
    }

    @Test
    void a_receiver_that_refuses_is_asked_once_and_again_the_next_time() throws IOException {
        try (Receiver receiver = new Receiver().thenAnswer(404, "")) {
            AlertCheck refused = planted.check(webhook(receiver, "json"), DEAR_DAY);

            assertThat(receiver.arrived()).hasSize(1);
            assertThat(refused.failures())
                    .containsExactly(
                            "The alert dear day could not be posted: 127.0.0.1 answered with HTTP 404. The next"
                                    + " tokenbudget:alerts tries again.");
            assertThat(planted.check(webhook(receiver, "json"), DEAR_DAY).failures())
                    .isEmpty();
            assertThat(receiver.arrived()).hasSize(2);
        }
    }

    @Test
    void a_receiver_that_stays_away_is_named_without_its_path_and_the_secret() throws IOException {
        try (Receiver receiver = new Receiver()
                .thenAnswer(503, "")
                .thenAnswer(503, "")
                .thenAnswer(503, "")
                .thenAnswer(503, "")
                .thenAnswer(503, "")) {
            AlertCheck failed = planted.check(webhook(receiver, "json"), DEAR_DAY);

            assertThat(receiver.arrived()).hasSize(5);
            assertThat(failed.toString())
                    .contains("answered with HTTP 503 (5 attempts)")
                    .doesNotContain("T0P-SECRET-PATH", SECRET);
        }
    }

    @Test
    void a_tier_that_rises_is_posted_again() throws IOException {
        try (Receiver receiver = new Receiver()) {
            String[] tiers = {"when", "costPerDay", "yellow", "5", "red", "10", "name", "day"};
            planted.check(webhook(receiver, "json"), tiers);
            planted.session("chat", Planted.of(PlantedHistory.NOON.plusSeconds(60), "4"));
            planted.check(webhook(receiver, "json"), tiers);

            assertThat(receiver.arrived())
                    .extracting(Receiver.Arrived::text)
                    .satisfiesExactly(
                            body -> assertThat(body).contains("\"yellow\""),
                            body -> assertThat(body).contains("\"red\""));
        }
    }

    @Test
    void four_builds_at_once_post_an_alert_once() throws Exception {
        try (Receiver receiver = new Receiver()) {
            ExecutorService builds = Executors.newFixedThreadPool(4);
            Callable<AlertCheck> build = () -> {
                try (PlantedHistory same = new PlantedHistory(url)) {
                    return same.check(webhook(receiver, "json"), DEAR_DAY);
                }
            };
            for (var check : builds.invokeAll(List.of(build, build, build, build))) {
                assertThat(check.get().failures()).isEmpty();
            }
            builds.shutdown();

            assertThat(receiver.arrived()).hasSize(1);
        }
    }

    @Test
    void a_url_that_cannot_be_used_is_not_printed() {
        assertThatThrownBy(() -> Webhook.of(
                        "hooks.example.com/T0P-SECRET-PATH",
                        "json",
                        Optional.empty(),
                        PlantedHistory.CLOCK,
                        Duration.ZERO))
                .isInstanceOf(MalformedAlertException.class)
                .hasMessage(
                        "tokenbudget.webhook cannot be used: it is no URL that begins with https:// or http:// and names a"
                                + " host.");
        assertThatThrownBy(() -> Webhook.of(
                        "https://hooks.example.com/", "teams", Optional.empty(), PlantedHistory.CLOCK, Duration.ZERO))
                .hasMessage("tokenbudget.webhookFormat=teams cannot be used. Use json or slack.");
    }

    private static Webhook webhook(Receiver receiver, String format) {
        return Webhook.of(
                receiver.url() + "/hook/T0P-SECRET-PATH",
                format,
                Optional.of(SECRET),
                PlantedHistory.CLOCK,
                Duration.ofMillis(1));
    }
}
