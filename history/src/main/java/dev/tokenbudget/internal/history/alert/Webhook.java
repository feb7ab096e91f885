package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.json.JsonFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Where alerts are posted. A receiver that is busy or not there is asked again, each time after twice as long; one that refuses is
 * not. Neither its URL, which may hold a key, nor the secret is in any message.
 */
public final class Webhook {

    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final URI url;
    private final WebhookFormat format;
    private final Optional<String> secret;
    private final Clock clock;
    private final Duration firstPause;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private Webhook(URI url, WebhookFormat format, Optional<String> secret, Clock clock, Duration firstPause) {
        this.url = url;
        this.format = format;
        this.secret = secret;
        this.clock = clock;
        this.firstPause = firstPause;
    }

    /**
     * Return the webhook at {@code url}.
     *
     * @param url an HTTP or HTTPS URL
     * @param format {@code json} or {@code slack}
     * @param secret what messages are signed with; none are where there is none
     * @param clock what the signature's time is of
     * @param firstPause how long to wait before the second attempt
     * @throws MalformedAlertException if the URL or the format cannot be used
     */
    public static Webhook of(String url, String format, Optional<String> secret, Clock clock, Duration firstPause) {
        WebhookFormat known = WebhookFormat.named(format)
                .orElseThrow(() -> new MalformedAlertException(
                        "tokenbudget.webhookFormat=" + format + " cannot be used. Use json or slack."));
        try {
            URI address = URI.create(url.strip());
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return new Webhook(address, known, secret.filter(given -> !given.isBlank()), clock, firstPause);
            }
        } catch (IllegalArgumentException malformed) {
            // falls through: the sentence below says what is allowed
        }
        throw new MalformedAlertException(
                "tokenbudget.webhook cannot be used: it is no URL that begins with https:// or http:// and names a host.");
    }

    /** Post {@code notice}, and return why that failed, or nothing where it arrived. */
    Optional<String> post(Notice notice) {
        String body = JsonFile.line(format.body(notice));
        Optional<String> failure = Optional.empty();
        Duration pause = firstPause;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Answer answer = answer(notice, body);
            if (answer.failure.isEmpty() || !answer.isWorthAnotherTry) {
                return answer.failure;
            }
            failure = answer.failure;
            if (attempt < ATTEMPTS && !paused(pause)) {
                return Optional.of("it was interrupted");
            }
            pause = pause.multipliedBy(2);
        }
        return failure.map(last -> last + " (" + ATTEMPTS + " attempts)");
    }

    private record Answer(Optional<String> failure, boolean isWorthAnotherTry) {}

    private Answer answer(Notice notice, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "TokenBudget")
                .header("TokenBudget-Alert", notice.id())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        secret.ifPresent(key -> request.header("TokenBudget-Signature", Signature.of(key, clock.instant(), body)));
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            boolean isAccepted = status >= 200 && status < 300;
            boolean isBusy = status >= 500 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
            return new Answer(
                    isAccepted ? Optional.empty() : Optional.of(url.getHost() + " answered with HTTP " + status),
                    isBusy);
        } catch (IOException e) {
            return new Answer(
                    Optional.of(url.getHost() + " could not be reached ("
                            + e.getClass().getSimpleName() + ")"),
                    true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Optional.of("it was interrupted"), false);
        }
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
