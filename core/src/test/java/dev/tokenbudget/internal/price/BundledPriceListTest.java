package dev.tokenbudget.internal.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundledPriceListTest {

    private static final int KIBIBYTE = 1024;

    @Test
    void says_where_it_comes_from_and_of_when_it_is() {
        assertThat(PriceList.bundled().sources()).singleElement().satisfies(edition -> {
            assertThat(edition.source()).startsWith("@pydantic/genai-prices ");
            assertThat(edition.date()).isAfter(LocalDate.of(2026, 9, 1));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic",
                "aws",
                "azure",
                "cerebras",
                "cohere",
                "deepseek",
                "google",
                "groq",
                "mistral",
                "moonshotai",
                "openai",
                "openrouter",
                "perplexity",
                "together",
                "voyageai",
                "x-ai",
                "zai"
            })
    void has_prices_of_what_a_provider_sells(String provider) {
        assertThat(PriceList.bundled().models(provider))
                .anySatisfy(model -> assertThat(model.prices()).isNotEmpty());
    }

    @Test
    void takes_little_room_on_a_test_class_path() throws IOException {
        byte[] list;
        try (InputStream in = Objects.requireNonNull(PriceList.class.getResourceAsStream("prices.json"))) {
            list = in.readAllBytes();
        }
        ByteArrayOutputStream inTheJar = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(inTheJar)) {
            deflated.write(list);
        }

        assertThat(list.length).isLessThan(300 * KIBIBYTE);
        assertThat(inTheJar.size()).isLessThan(40 * KIBIBYTE);
    }

    @Test
    void carries_the_licence_of_the_list_that_it_is_made_from() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PriceList.class.getResourceAsStream("/META-INF/licenses/genai-prices.txt"))) {
            assertThat(in)
                    .asString(StandardCharsets.UTF_8)
                    .contains("@pydantic/genai-prices", "The MIT License (MIT)", "Copyright (c) Pydantic Services");
        }
    }
}
