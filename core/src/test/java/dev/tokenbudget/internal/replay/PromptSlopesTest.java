package dev.tokenbudget.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.replay.Slopes.Slope;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PromptSlopesTest {

    private static final String MODEL = "claude-sonnet-4-5";
    private static final Slope OF_THE_TABLE = Slopes.TABLE.of("anthropic", MODEL);

    private final List<Exchange> recorded = new ArrayList<>();

    @Test
    void are_what_the_inputs_of_longer_prompts_grow_by_whatever_the_provider_adds_to_each() {
        for (int call = 0; call < 4; call++) {
            record("0123456789abcdef", 400 + 300 * call, 0, 700 + 1.1 * (400 + 300 * call));
            record("fedcba9876543210", 900 + 500 * call, 0, 346 + 1.1 * (900 + 500 * call));
        }

        assertThat(learnt().tokens()).isCloseTo(1.1, within(0.001));
        assertThat(learnt().error()).isEqualTo(0.01);
    }

    @Test
    void leave_out_what_the_provider_adds_to_the_results_of_tools() {
        int text = 500;
        for (int results = 0; results < 7; results++) {
            record("0123456789abcdef", text, results, 346 + text + 40 * results);
            text += 100 + 70 * (results * results % 5);
        }

        assertThat(learnt().tokens()).isCloseTo(1, within(0.001));
    }

    @Test
    void are_those_of_the_table_where_few_prompts_are_recorded() {
        record("0123456789abcdef", 400, 0, 440);
        record("0123456789abcdef", 900, 0, 990);

        assertThat(learnt()).isEqualTo(OF_THE_TABLE);
    }

    @Test
    void are_those_of_the_table_where_all_prompts_are_as_long() {
        for (int call = 0; call < 9; call++) {
            record("0123456789abcdef", 1_000 + call % 2, 0, 1_100);
        }

        assertThat(learnt()).isEqualTo(OF_THE_TABLE);
    }

    @Test
    void are_those_of_the_table_where_inputs_do_not_follow_from_the_text() {
        for (int call = 0; call < 9; call++) {
            record("0123456789abcdef", 500 + 100 * call, 0, 500 + 100 * call + 300 * (call % 3));
        }

        assertThat(learnt()).isEqualTo(OF_THE_TABLE);
    }

    @Test
    void are_learnt_for_each_model_alone() {
        for (int call = 0; call < 6; call++) {
            record("0123456789abcdef", 400 + 300 * call, 0, 1.1 * (400 + 300 * call));
        }

        assertThat(slopes().of("openai", "gpt-5")).isEqualTo(Slopes.TABLE.of("openai", "gpt-5"));
    }

    private void record(String tools, long text, int results, double input) {
        PromptSections prompt = PromptSections.builder()
                .user(new Section(4 * text, text))
                .toolsHash(tools)
                .build();
        Body request = RecordingExample.json("{\"messages\": ["
                + String.join(
                        ",", Collections.nCopies(results, "{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\"}"))
                + "]}");
        recorded.add(RecordingExample.exchange(
                request,
                new Body.None(),
                ModelCall.builder("anthropic", MODEL)
                        .source(UsageSource.GATEWAY)
                        .usage(TokenUsage.builder()
                                .input(OptionalLong.of(Math.round(input)))
                                .output(OptionalLong.of(60))
                                .build())
                        .prompt(prompt)
                        .build()));
    }

    private Slope learnt() {
        return slopes().of("anthropic", MODEL);
    }

    private Slopes slopes() {
        return new PromptSlopes(List.of(RecordingExample.recording(new RecordedRun(recorded))));
    }
}
