package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.json.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the price list that comes with TokenBudget: of each provider its models only when they are first asked for. To read
 * all 1,700 took every test JVM 0.3 s of processor time, and its tests ask for those of one provider or two.
 */
final class BundledPrices {

    private static final String RESOURCE = "prices.json";
    private static final Path NAME = Path.of(RESOURCE);

    /** {@code tools/convert-prices.mjs} writes each model on a line of its own, and so ends the line before and begins the one after. */
    private static final String BEFORE_MODELS = "\"models\":[";

    private static final String AFTER_MODELS = "]}";

    private final StringBuilder withoutModels = new StringBuilder();
    private final List<StringBuilder> providers = new ArrayList<>();

    private BundledPrices(String text) {
        boolean inModels = false;
        for (String line : text.split("\n")) {
            if (line.endsWith(BEFORE_MODELS)) {
                inModels = true;
                withoutModels.append(line);
                providers.add(new StringBuilder(line));
            } else if (line.startsWith(AFTER_MODELS)) {
                inModels = false;
                withoutModels.append(line);
            } else if (inModels) {
                providers.get(providers.size() - 1).append(line);
            } else {
                withoutModels.append(line);
            }
        }
    }

    static PriceFile read() {
        try (InputStream in = Objects.requireNonNull(BundledPrices.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The bundled price list cannot be read.", e);
        }
    }

    /**
     * Return the list that {@code text} is.
     *
     * @throws IllegalStateException if it is not laid out as {@code tools/convert-prices.mjs} does it
     */
    static PriceFile of(String text) {
        return new BundledPrices(text).toPriceFile();
    }

    private PriceFile toPriceFile() {
        PriceFile file =
                PriceListJson.read(NAME, bytes(withoutModels.toString())).toPriceFile(NAME);
        if (file.providers().size() != providers.size()) {
            throw new IllegalStateException("Of " + file.providers().size() + " providers of the bundled price list, "
                    + providers.size() + " have their models on lines of their own.");
        }
        List<ListedProvider> listed = new ArrayList<>();
        for (int i = 0; i < providers.size(); i++) {
            listed.add(file.providers().get(i).with(new Models(providers.get(i) + AFTER_MODELS)));
        }
        return new PriceFile(file.source(), file.upstreams(), file.unpriced(), listed);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The models of a provider, whose JSON is read once. */
    private static final class Models implements Supplier<List<ListedProvider.Item>> {

        private final String json;
        private Optional<List<ListedProvider.Item>> read = Optional.empty();

        Models(String json) {
            this.json = json;
        }

        @Override
        public synchronized List<ListedProvider.Item> get() {
            if (read.isEmpty()) {
                read = Optional.of(JsonFile.readLine(NAME, 1, bytes(json), PriceListJson.ProviderJson.class)
                        .items());
            }
            return read.get();
        }
    }
}
