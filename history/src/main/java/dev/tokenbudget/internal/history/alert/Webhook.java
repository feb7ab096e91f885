package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.http.PatientClient;
import dev.tokenbudget.internal.json.JsonFile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where alerts are posted. A receiver that is busy or not there is asked again, each time after twice as long; one that refuses is
 * not. Neither its URL, which may hold a key, nor the secret is in any message.
 */
public final class Webhook {

    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<Integer> TIMED_OUT_OR_TOO_MANY = Set.of(408, 429);

    private final URI url;
    private final WebhookFormat format;
    private final Optional<String> secret;
    private final Clock clock;
    private final PatientClient client;

    private Webhook(URI url, WebhookFormat format, Optional<String> secret, Clock clock, Duration firstPause) {
        this.url = url;
        this.format = format;
        this.secret = secret;
        this.clock = clock;
        this.client = new PatientClient(new PatientClient.Terms(
                ATTEMPTS, PATIENCE, firstPause, status -> status >= 500 || TIMED_OUT_OR_TOO_MANY.contains(status)));
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
        try {
            return failure(client.send(() -> request(notice, body)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private HttpRequest.Builder request(Notice notice, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "TokenBudget")
                .header("TokenBudget-Alert", notice.id())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        secret.ifPresent(key -> request.header("TokenBudget-Signature", Signature.of(key, clock.instant(), body)));
        return request;
    }

    private Optional<String> failure(PatientClient.Outcome outcome) {
        if (outcome instanceof PatientClient.Answered answered) {
            return answered.isSuccess()
                    ? Optional.empty()
                    : Optional.of(url.getHost() + " answered with HTTP " + answered.status()
                            + (answered.attempts() > 1 ? " (" + answered.attempts() + " attempts)" : ""));
        }
        PatientClient.Unreachable unreachable = (PatientClient.Unreachable) outcome;
        return Optional.of(url.getHost() + " could not be reached ("
                + unreachable.cause().getClass().getSimpleName() + ") (" + unreachable.attempts() + " attempts)");
    }
}
