package dev.tokenbudget.internal.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ClassPath;
import dev.tokenbudget.testkit.EveryCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of Bedrock, for one, come without LangChain4j's HTTP client. */
class WithoutHttpClientTest {

    private static final ClassPath NO_MODULE = ClassPath.ofThisJvm()
            .without(
                    "dev/langchain4j/langchain4j-anthropic",
                    "dev/langchain4j/langchain4j-open-ai",
                    "dev/langchain4j/langchain4j-http-client-jdk",
                    "dev/langchain4j/langchain4j-http-client");

    @Test
    void a_session_begins_where_there_is_nothing_to_redirect() {
        assertThat(NO_MODULE.run(EveryCapture.class)).containsExactly("RedirectingCapture");
    }

    @Test
    void nothing_but_the_client_itself_needs_its_classes() {
        assertThat(NO_MODULE.unusableClasses(RedirectingCapture.class))
                .containsExactly(
                        RedirectingHttpClient.class.getName(),
                        RedirectingHttpClientBuilder.class.getName(),
                        RedirectingHttpClientBuilderFactory.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "open-ai"})
    void every_class_can_be_loaded_where_one_provider_is_missing(String provider) {
        ClassPath others = ClassPath.ofThisJvm().without("dev/langchain4j/langchain4j-" + provider);

        assertThat(others.unusableClasses(RedirectingCapture.class)).isEmpty();
    }
}
