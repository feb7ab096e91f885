package dev.tokenbudget.internal.langchain4j.http;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpClientBuilderFactory;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Builds LangChain4j's HTTP clients as the factory beside it does, but has their requests go where the gateway sees them.
 *
 * <p>LangChain4j refuses to choose among several factories. {@link RedirectingCapture} makes the choice, so this artifact
 * belongs in the test scope of a build that measures.
 */
public final class RedirectingHttpClientBuilderFactory implements HttpClientBuilderFactory {

    /** The system property that tells LangChain4j which factory to use. */
    static final String CHOICE = "langchain4j.http.clientBuilderFactory";

    private static volatile Optional<String> chosenBefore = Optional.empty();

    /** Have LangChain4j use this factory from now on; one that was chosen before goes on making the clients. */
    static void choose() {
        String own = RedirectingHttpClientBuilderFactory.class.getName();
        String chosen = System.getProperty(CHOICE);
        if (!own.equals(chosen)) {
            chosenBefore = Optional.ofNullable(chosen);
            System.setProperty(CHOICE, own);
        }
    }

    @Override
    public HttpClientBuilder create() {
        return new RedirectingHttpClientBuilder(real().create());
    }

    private static HttpClientBuilderFactory real() {
        List<HttpClientBuilderFactory> others = ServiceLoader.load(HttpClientBuilderFactory.class).stream()
                .filter(factory -> factory.type() != RedirectingHttpClientBuilderFactory.class)
                .filter(factory ->
                        chosenBefore.isEmpty() || factory.type().getName().equals(chosenBefore.get()))
                .map(ServiceLoader.Provider::get)
                .toList();
        if (others.size() != 1) {
            throw new IllegalStateException(
                    "tokenbudget-langchain4j-http needs the one HTTP client of LangChain4j whose"
                            + " requests it redirects, but finds " + others.size() + ". "
                            + (others.isEmpty()
                                    ? "Add one, such as langchain4j-http-client-jdk."
                                    : "Choose one with -D" + CHOICE + "=<factory class>; found are "
                                            + others.stream()
                                                    .map(other ->
                                                            other.getClass().getName())
                                                    .toList() + "."));
        }
        return others.get(0);
    }
}
