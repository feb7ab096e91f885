package dev.tokenbudget.internal.langchain4j.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands every setting on to the real builder. */
record RedirectingHttpClientBuilder(HttpClientBuilder real) implements HttpClientBuilder {

    @Override
    public @Nullable Duration connectTimeout() {
        return real.connectTimeout();
    }

    @Override
    public HttpClientBuilder connectTimeout(@Nullable Duration timeout) {
        return new RedirectingHttpClientBuilder(real.connectTimeout(timeout));
    }

    @Override
    public @Nullable Duration readTimeout() {
        return real.readTimeout();
    }

    @Override
    public HttpClientBuilder readTimeout(@Nullable Duration timeout) {
        return new RedirectingHttpClientBuilder(real.readTimeout(timeout));
    }

    @Override
    public HttpClient build() {
        return new RedirectingHttpClient(real.build());
    }
}
