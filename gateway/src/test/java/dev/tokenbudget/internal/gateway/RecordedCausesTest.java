package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.FixedPromptChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Requests and reported usage before and after a change whose causes were told wrongly, sent through the gateway once more. They
 * lie beside the repository on machines that have them.
 */
class RecordedCausesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PlayedRuns PLAYED = new PlayedRuns();

    @AfterAll
    static void close() throws IOException {
        PLAYED.close();
    }

    @Test
    void a_response_schema_is_named() throws IOException {
        Explanation explanation = explained("01-response-format.json");

        assertThat(explanation.causes()).extracting(Cause::kind).containsExactly(Kind.RESPONSE_FORMAT, Kind.OVERHEAD);
        assertThat(explanation.sentence())
                .isEqualTo(
                        "+53.3 %: response format +962 tokens a call × 1 call explains +53.3 points (the provider counts 17 %"
                                + " less).");
    }

    @Test
    void the_first_message_of_the_user_is_no_history_in_a_tool_loop() throws IOException {
        Explanation explanation = explained("03-bigger-user-input-in-a-tool-loop.json");

        assertThat(explanation.causes())
                .extracting(Cause::text)
                .containsExactly(
                        "user input +954 tokens a call × 4 calls",
                        "provider's count of the changed text -54 tokens a call × 4 calls against its estimate");
        assertThat(explanation.tokens()).isEqualTo(4 * 900);
    }

    @Test
    void a_time_in_the_prompt_of_every_call_is_no_news() throws IOException {
        Explanation explanation = explained("04-variants-not-per-run.json");

        assertThat(explanation.causes()).isEmpty();
        assertThat(explanation.facts()).isEmpty();
    }

    @Test
    void examples_that_moved_to_the_system_prompt_or_back_cost_nothing() throws IOException {
        for (String file : List.of("05-examples-moved-user-to-system.json", "05b-examples-moved-system-to-user.json")) {
            Explanation explanation = explained(file);

            assertThat(explanation.tokens()).isZero();
            assertThat(explanation.causes())
                    .extracting(Cause::kind)
                    .containsExactlyInAnyOrder(Kind.SYSTEM_PROMPT, Kind.USER_INPUT);
            assertThat(FixedPromptChange.of(before(file), after(file))).isEmpty();
        }
    }

    @Test
    void calls_with_a_prompt_of_their_own_are_told_from_the_others() throws IOException {
        Explanation explanation = explained("10-guardrail-calls-without-names.json");

        assertThat(explanation.sentence())
                .isEqualTo(
                        "+31.0 %: 4 more calls a run (4 → 8) with a system prompt of their own, 490 tokens each explain"
                                + " +31.0 points.");
        assertThat(explanation.causes()).hasSize(1);
    }

    private static Explanation explained(String file) throws IOException {
        return Explanation.of(before(file), after(file));
    }

    private static Composition before(String file) throws IOException {
        return PLAYED.play(fault(file).path("before"));
    }

    private static Composition after(String file) throws IOException {
        return PLAYED.play(fault(file).path("after"));
    }

    private static JsonNode fault(String name) throws IOException {
        Optional<Path> file = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared/faults/explanation").resolve(name))
                .filter(Files::exists)
                .findFirst();
        assumeThat(file)
                .as("recorded faults in ../shared/faults beside the repository")
                .isPresent();
        return JSON.readTree(Files.readString(file.orElseThrow()));
    }
}
