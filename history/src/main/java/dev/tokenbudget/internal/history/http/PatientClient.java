package dev.tokenbudget.internal.history.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Sends requests, and again where the other side is busy or not there, each time after twice as long. One that refuses is not
 * asked again.
 */
public final class PatientClient {

    private final HttpClient client;
    private final Terms terms;

    /**
     * How long to go on.
     *
     * @param attempts how often a request is sent at most
     * @param patience how long one attempt may take to connect, and again to be answered
     * @param firstPause how long to wait before the second attempt
     * @param busy the statuses after which it is worth to try again
     */
    public record Terms(int attempts, Duration patience, Duration firstPause, IntPredicate busy) {}

    public PatientClient(Terms terms) {
        this.terms = terms;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(terms.patience())
                .build();
    }

    /** How a request ended. */
    public sealed interface Outcome {}

    /** The last answer; it may still be that the other side is busy. */
    public record Answered(int status, String contentType, byte[] body, int attempts) implements Outcome {

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** The last attempt brought no answer. */
    public record Unreachable(IOException cause, int attempts) implements Outcome {}

    /**
     * Send what {@code request} builds for each attempt.
     *
     * @throws InterruptedException if the thread is interrupted, also between two attempts
     */
    public Outcome send(Supplier<HttpRequest.Builder> request) throws InterruptedException {
        Duration pause = terms.firstPause();
        Outcome outcome = attempt(request.get(), 1);
        for (int next = 2; next <= terms.attempts() && isWorthAnotherTry(outcome); next++) {
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
            outcome = attempt(request.get(), next);
        }
        return outcome;
    }

    private Outcome attempt(HttpRequest.Builder request, int number) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.timeout(terms.patience()).build(), HttpResponse.BodyHandlers.ofByteArray());
            String contentType = answer.headers().firstValue("Content-Type").orElse("");
            return new Answered(answer.statusCode(), contentType, answer.body(), number);
        } catch (IOException e) {
            return new Unreachable(e, number);
        }
    }

    private boolean isWorthAnotherTry(Outcome outcome) {
        return !(outcome instanceof Answered answered) || terms.busy().test(answered.status());
    }
}
