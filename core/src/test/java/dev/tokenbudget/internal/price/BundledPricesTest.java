package dev.tokenbudget.internal.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is read of the bundled list only when it is asked for is what stands in it. */
class BundledPricesTest {

    @Test
    void every_provider_has_its_own_models() throws IOException {
        List<ListedProvider> whole = whole().providers();
        List<ListedProvider> onDemand = BundledPrices.read().providers();

        assertThat(onDemand).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(onDemand.get(i).id()).isEqualTo(whole.get(i).id());
            assertThat(models(onDemand.get(i)))
                    .as(whole.get(i).id())
                    .isNotEmpty()
                    .isEqualTo(models(whole.get(i)));
        }
    }

    @Test
    void a_list_that_is_laid_out_in_another_way_is_refused() throws IOException {
        String onOneLine = text().replaceFirst("\"models\":\\[\n", "\"models\":[");

        assertThatThrownBy(() -> BundledPrices.of(onOneLine))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("have their models on lines of their own.");
    }

    private static List<ListedModel> models(ListedProvider provider) {
        return provider.models().get().stream().map(ListedProvider.Item::model).toList();
    }

    private static PriceFile whole() throws IOException {
        Path name = Path.of("prices.json");
        return PriceListJson.read(name, text().getBytes(StandardCharsets.UTF_8)).toPriceFile(name);
    }

    private static String text() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BundledPrices.class.getResourceAsStream("prices.json"), "prices.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
