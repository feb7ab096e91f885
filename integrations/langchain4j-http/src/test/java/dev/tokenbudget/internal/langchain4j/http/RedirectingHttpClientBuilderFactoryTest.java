package dev.tokenbudget.internal.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.http.client.HttpClientBuilderLoader;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedirectingHttpClientBuilderFactoryTest {

    @AfterEach
    void choose_nothing() {
        System.clearProperty(RedirectingHttpClientBuilderFactory.CHOICE);
        RedirectingHttpClientBuilderFactory.choose();
        System.clearProperty(RedirectingHttpClientBuilderFactory.CHOICE);
    }

    @Test
    void langchain4j_refuses_to_choose_without_the_property() {
        assertThatThrownBy(HttpClientBuilderLoader::loadHttpClientBuilder)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(RedirectingHttpClientBuilderFactory.CHOICE);
    }

    @Test
    void the_switch_makes_the_choice() {
        new RedirectingCapture().begin();

        assertThat(HttpClientBuilderLoader.loadHttpClientBuilder()).isInstanceOf(RedirectingHttpClientBuilder.class);
    }

    @Test
    void a_factory_that_was_chosen_before_makes_the_clients() {
        System.setProperty(RedirectingHttpClientBuilderFactory.CHOICE, JdkHttpClientBuilderFactory.class.getName());
        new RedirectingCapture().begin();
        new RedirectingCapture().begin();

        assertThat(HttpClientBuilderLoader.loadHttpClientBuilder())
                .isInstanceOfSatisfying(
                        RedirectingHttpClientBuilder.class,
                        builder ->
                                assertThat(builder.real().getClass().getName()).contains("JdkHttpClient"));
    }

    @Test
    void a_chosen_factory_that_does_not_exist_is_named_as_missing() {
        System.setProperty(RedirectingHttpClientBuilderFactory.CHOICE, "com.acme.Missing");
        new RedirectingCapture().begin();

        assertThatThrownBy(HttpClientBuilderLoader::loadHttpClientBuilder)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("but finds 0");
    }
}
