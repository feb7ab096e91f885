package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.call;
import static dev.tokenbudget.internal.price.CallExample.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema, the documented example and the reader agree. */
class PriceSchemaTest {

    private static final Path DOCS = Path.of("../docs");

    @TempDir
    Path folder;

    @Test
    void holds_for_the_bundled_list() throws IOException {
        try (InputStream in = Objects.requireNonNull(PriceList.class.getResourceAsStream("prices.json"))) {
            assertThat(problemsOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    @Test
    void holds_for_the_documented_example_which_means_what_is_said_of_it() throws IOException {
        String page = Files.readString(DOCS.resolve("prices.md"));
        String fromExample = page.substring(page.indexOf("```json\n") + 8);
        String example = fromExample.substring(0, fromExample.indexOf("```"));

        assertThat(problemsOf(example)).isEmpty();
        PriceList prices = read(example);
        TokenUsage usage = TokenUsage.of(100_000, 10_000);
        // 100,000 × 2.7 + 10,000 × 13.5 = 405,000
        assertThat(usd(prices.cost(call("corp-proxy", "claude-sonnet-4-5", usage))))
                .isEqualTo("0.405");
        // half of 100,000 × 0.15 + 10,000 × 0.60 = 21,000
        assertThat(usd(prices.cost(call("openai", "gpt-4o-mini", usage)))).isEqualTo("0.0105");
        // 100,000 × 1.25 + 10,000 × 10 = 225,000
        assertThat(usd(prices.cost(call("azure", "our-reviewer", usage)))).isEqualTo("0.225");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"date\": \"2026-10-01\"}",
                "{\"schemaVersion\": 1}",
                "{\"schemaVersion\": 1, \"date\": \"October\"}",
                "{\"schemaVersion\": 1, \"date\": \"2026-10-01\", \"extend\": \"bundled\"}",
                "{\"schemaVersion\": 1, \"date\": \"2026-10-01\", \"extends\": \"other\"}",
                "{\"schemaVersion\": 1, \"date\": \"2026-10-01\", \"providers\": [{}]}",
                "{\"schemaVersion\": 1, \"date\": \"2026-10-01\", \"providers\": [{\"id\": \"a\", \"factor\": -1}]}",
                "{\"schemaVersion\": 1, \"date\": \"2026-10-01\", \"providers\": [{\"id\": \"a\", \"matches\": [\" \"]}]}"
            })
    void refuses_what_the_reader_refuses(String text) throws IOException {
        assertThat(problemsOf(text)).isNotEmpty();
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cacheRead\": 1}",
                "{\"input\": -1}",
                "{\"input\": \"1\"}",
                "{\"input\": 1, \"inptu\": 1}",
                "{\"input\": 1, \"from\": \"1 May\"}",
                "{\"input\": 1, \"between\": [\"10:00\"]}",
                "{\"input\": 1, \"between\": [\"10:00\", \"25:00\"]}",
                "{\"input\": 1, \"above\": [{\"input\": 2}]}",
                "{\"input\": 1, \"above\": [{\"tokens\": -1}]}",
                "{\"input\": 1, \"above\": [{\"tokens\": 1, \"from\": \"2026-10-01\"}]}",
                "[{\"input\": 1}, {}]"
            })
    void refuses_prices_that_the_reader_refuses(String prices) throws IOException {
        String text = "{\"schemaVersion\": 1, \"date\": \"2026-10-01\", \"providers\": [{\"id\": \"a\", \"models\": ["
                + "{\"id\": \"m\", \"prices\": " + prices + "}]}]}";

        assertThat(problemsOf(text)).isNotEmpty();
        assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedFileException.class);
    }

    private PriceList read(String text) throws IOException {
        return PriceList.read(Files.writeString(folder.resolve("prices.json"), text));
    }

    private static List<Error> problemsOf(String text) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(DOCS.resolve("prices.schema.json")), InputFormat.JSON);
        return schema.validate(text, InputFormat.JSON);
    }
}
