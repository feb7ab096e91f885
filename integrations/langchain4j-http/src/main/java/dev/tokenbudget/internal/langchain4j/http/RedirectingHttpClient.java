package dev.tokenbudget.internal.langchain4j.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.tokenbudget.integration.ActiveRuns;
import java.net.URI;

/** Asks before each request where it has to go; the run is that of the thread which makes the call. */
record RedirectingHttpClient(HttpClient real) implements HttpClient {

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return real.execute(redirected(request));
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventListener listener) {
        real.execute(redirected(request), listener);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        real.execute(redirected(request), parser, listener);
    }

    private static HttpRequest redirected(HttpRequest request) {
        return ActiveRuns.route(URI.create(request.url()))
                .map(route -> HttpRequest.builder()
                        .method(request.method())
                        .url(route.toString())
                        .headers(request.headers())
                        .formDataFields(request.formDataFields())
                        .formDataFiles(request.formDataFiles())
                        .body(request.body())
                        .build())
                .orElse(request);
    }
}
