package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.composition.TokenSlope;
import dev.tokenbudget.internal.gateway.Corpus.Exchange;
import dev.tokenbudget.internal.gateway.prompt.PromptMeasurement;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The prompts of recorded requests, against the inputs that their providers reported. */
class RecordedPromptsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PromptMeasurement PROMPTS = new PromptMeasurement();

    /** Some tokens of a short prompt are the difference of two vocabularies, no share of it. */
    private static final int SOME_TOKENS = 6;

    private static final Pattern BLOB = Pattern.compile("(data:[^,]*;base64,)?[A-Za-z0-9+/_-]{200,}={0,2}");

    static List<Exchange> prompts() {
        return Corpus.exchanges().stream()
                .filter(exchange -> read(exchange).filter(JsonNode::isObject).isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void hold_no_more_text_than_the_provider_counted(Exchange exchange) {
        Optional<PromptSections> measured = measured(exchange);
        long input = exchange.expected().path("input").asLong(-1);
        if (measured.isEmpty() || input <= 0) {
            return;
        }
        PromptSections prompt = measured.get();
        TokenSlope slope = TokenSlope.of(exchange.provider(), model(exchange));
        long spoken = tokens(slope, prompt.system(), prompt.history(), prompt.toolResults(), prompt.user());
        long declared = tokens(slope, prompt.tools(), prompt.responseFormat());
        boolean thought = exchange.recorded().path("request_body").asText().contains("\"reasoning_content\"");

        assertThat((double) spoken)
                .as("the conversation; some hosts leave out what was thought in earlier turns")
                .isLessThanOrEqualTo(input * (thought ? 2 : 1.15) + SOME_TOKENS);
        assertThat((double) spoken + declared)
                .as("with tools and schemas, which OpenAI and Google write in fewer words than JSON")
                .isLessThanOrEqualTo(input * 2.5 + 50);
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void hold_no_blob_as_text(Exchange exchange) {
        List<String> blobs = new ArrayList<>();
        collectBlobs(read(exchange).orElseThrow(), blobs);
        if (blobs.isEmpty()) {
            return;
        }
        long characters = blobs.stream().mapToLong(String::length).sum();

        assertThat(measured(exchange))
                .hasValueSatisfying(
                        prompt -> assertThat(prompt.opaqueCharacters()).isGreaterThanOrEqualTo(characters));
    }

    @Test
    void with_a_thought_signature_keep_the_size_of_the_system_prompt() {
        PromptSections prompt = fault("32-");

        assertThat(prompt.system().tokens()).isBetween(110L, 130L);
        assertThat(prompt.isPartlyOpaque()).isTrue();
    }

    @Test
    void in_googles_other_spelling_have_results_of_tools() {
        PromptSections prompt = fault("33-");

        assertThat(prompt.toolResults().tokens()).isPositive();
        assertThat(prompt.user().characters()).isEqualTo("What is the weather in Bern?".length());
    }

    @Test
    void with_a_file_have_only_the_users_words_as_input() {
        PromptSections prompt = fault("35-");

        assertThat(prompt.user().characters()).isEqualTo("Sum up".length() + "a.pdf".length());
        assertThat(prompt.isPartlyOpaque()).isTrue();
    }

    @Test
    void with_a_cache_point_have_one_tool() {
        assertThat(fault("37-").toolCount()).isEqualTo(1);
    }

    @Test
    void with_a_document_as_result_have_its_text() {
        PromptSections prompt = fault("39-");

        assertThat(prompt.toolResults().tokens()).isBetween(20L, 60L);
        assertThat(prompt.isPartlyOpaque()).isFalse();
    }

    private static long tokens(TokenSlope slope, Section... sections) {
        return Stream.of(sections)
                .mapToLong(section -> slope.of(section.tokens()))
                .sum();
    }

    private static String model(Exchange exchange) {
        return read(exchange).orElseThrow().path("model").asText(exchange.path());
    }

    private static void collectBlobs(JsonNode node, List<String> blobs) {
        if (node.isTextual() && BLOB.matcher(node.textValue()).matches()) {
            blobs.add(node.textValue());
        }
        node.forEach(element -> collectBlobs(element, blobs));
    }

    private static Optional<PromptSections> measured(Exchange exchange) {
        return PROMPTS.measure(read(exchange).orElseThrow(), 0).join();
    }

    private static Optional<JsonNode> read(Exchange exchange) {
        return read(new String(exchange.request(), StandardCharsets.UTF_8));
    }

    private static Optional<JsonNode> read(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static PromptSections fault(String begin) {
        try (Stream<Path> files = Files.list(Corpus.folder("shared/faults/exchanges"))) {
            Path file = files.filter(each -> each.getFileName().toString().startsWith(begin))
                    .findFirst()
                    .orElseThrow();
            JsonNode request = JSON.readTree(
                    JSON.readTree(file.toFile()).path("request_body").asText());
            return PROMPTS.measure(request, 0).join().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
