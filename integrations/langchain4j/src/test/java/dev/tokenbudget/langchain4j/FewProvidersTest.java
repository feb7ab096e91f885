package dev.tokenbudget.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ClassPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each user has the modules of few providers: whichever they are, calls succeed and are counted. */
class FewProvidersTest {

    private static final String ANTHROPIC = "dev/langchain4j/langchain4j-anthropic";
    private static final String BEDROCK = "dev/langchain4j/langchain4j-bedrock";
    private static final String GEMINI = "dev/langchain4j/langchain4j-google-ai-gemini";
    private static final String OPENAI = "dev/langchain4j/langchain4j-open-ai";
    private static final String AWS = "software/amazon";

    @ParameterizedTest
    @CsvSource({"anthropic, 2450", "bedrock, 1170", "gemini, 509", "openai, 1500"})
    void counts_a_call_where_one_provider_is_there(String provider, long total) {
        assertThat(only(provider).run(OneCall.class, provider)).contains(provider + " REPORTED " + total);
    }

    @Test
    void counts_a_call_of_a_model_that_needs_no_module() {
        assertThat(only("own").run(OneCall.class, "own")).contains("unknown REPORTED 42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "bedrock", "gemini", "openai", "none"})
    void every_class_can_be_loaded(String provider) {
        assertThat(only(provider).unusableClasses(ChatUsageListener.class)).isEmpty();
    }

    private static ClassPath only(String provider) {
        List<String> others = switch (provider) {
            case "anthropic" -> List.of(BEDROCK, GEMINI, OPENAI, AWS);
            case "bedrock" -> List.of(ANTHROPIC, GEMINI, OPENAI);
            case "gemini" -> List.of(ANTHROPIC, BEDROCK, OPENAI, AWS);
            case "openai" -> List.of(ANTHROPIC, BEDROCK, GEMINI, AWS);
            default -> List.of(ANTHROPIC, BEDROCK, GEMINI, OPENAI, AWS);
        };
        return ClassPath.ofThisJvm().without(others.toArray(String[]::new));
    }
}
