package dev.tokenbudget.internal.history.output;

import dev.tokenbudget.internal.history.http.PatientClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * A system that something is sent to over HTTP. One that is busy or not there is asked again, each time after twice as long; one
 * that refuses is not.
 */
public final class Destination {

    /** The statuses after which OTLP's specification has a client try again. */
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 502, 503, 504);

    private static final int ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN_CHARACTERS = 300;

    private final String setting;
    private final URI base;
    private final RequestHeaders headers;
    private final PatientClient client;

    /**
     * @param setting the setting that names the system, for messages
     * @param url its base URL; user and password in it are refused
     * @param headers what every request carries
     * @param firstPause how long to wait before the second attempt
     * @throws OutputException if the URL cannot be used
     */
    public Destination(String setting, String url, RequestHeaders headers, Duration firstPause) {
        this.setting = setting;
        this.base = base(setting, url);
        this.headers = headers;
        this.client =
                new PatientClient(new PatientClient.Terms(ATTEMPTS, PATIENCE, firstPause, WORTH_ANOTHER_TRY::contains));
    }

    private static URI base(String setting, String url) {
        try {
            URI base = new URI(url.strip().replaceAll("(?<!/)/+$", ""));
            String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
            if (Set.of("http", "https").contains(scheme)
                    && base.getHost() != null
                    && base.getUserInfo() == null
                    && base.getQuery() == null) {
                return base;
            }
        } catch (URISyntaxException malformed) {
            // falls through: the sentence below says what is allowed
        }
        throw new OutputException(
                setting + " is no URL that can be sent to. Use https:// or http:// with a host and, where"
                        + " needed, a path; keys belong into headers.");
    }

    /** Return the base URL. */
    public String url() {
        return base.toString();
    }

    /**
     * Send {@code body}, and return the answer's.
     *
     * @param method {@code POST} or {@code PUT}
     * @param path what follows the base URL, such as {@code /v1/traces}
     * @throws OutputException if it was refused, or the system could not be reached
     */
    public Answer send(String method, String path, String contentType, byte[] body) {
        try {
            return answer(path, client.send(() -> request(method, path, contentType, body)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutputException("The build was interrupted while it was sending.");
        }
    }

    private HttpRequest.Builder request(String method, String path, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", contentType)
                .header("User-Agent", "TokenBudget")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.values().forEach(request::setHeader);
        return request;
    }

    private Answer answer(String path, PatientClient.Outcome outcome) {
        if (outcome instanceof PatientClient.Unreachable unreachable) {
            throw new OutputException(base + path + " could not be reached ("
                    + unreachable.cause().getClass().getSimpleName() + ", " + unreachable.attempts()
                    + " attempts). Check " + setting
                    + ", and that the system runs; what was not sent is sent next time.");
        }
        PatientClient.Answered answered = (PatientClient.Answered) outcome;
        if (!answered.isSuccess()) {
            throw refused(path, answered.status(), answered.body());
        }
        return new Answer(answered.contentType(), answered.body());
    }

    /**
     * What a system answered.
     *
     * @param contentType its media type, or an empty string
     */
    public record Answer(String contentType, byte[] body) {}

    private OutputException refused(String path, int status, byte[] body) {
        String said = headers.hideSecrets(new String(body, StandardCharsets.UTF_8))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        String shown = said.length() > SHOWN_CHARACTERS ? said.substring(0, SHOWN_CHARACTERS) + "…" : said;
        return new OutputException(base + path + " answered with HTTP " + status
                + (shown.isEmpty() ? "" : " (" + shown + ")") + ". " + cure(status));
    }

    private String cure(int status) {
        if (status == 401 || status == 403) {
            return "Check the headers that belong to " + setting + ", and the environment variables that they name.";
        }
        return "Check " + setting + "; what was not sent is sent next time.";
    }
}
