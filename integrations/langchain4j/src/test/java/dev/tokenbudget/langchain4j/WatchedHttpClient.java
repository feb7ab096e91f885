package dev.tokenbudget.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** LangChain4j's own client, which also tells when an answer's stream has ended and was handed on whole. */
record WatchedHttpClient(HttpClient client, CompletableFuture<Void> streamClosed) implements HttpClient {

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return client.execute(request);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        ServerSentEventParser watched = (stream, events) -> {
            parser.parse(stream, events);
            streamClosed.complete(null);
        };
        client.execute(request, watched, listener);
    }

    record Builder(CompletableFuture<Void> streamClosed) implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new WatchedHttpClient(JdkHttpClient.builder().build(), streamClosed);
        }
    }
}
