package dev.tokenbudget.internal.replay.change;

import static dev.tokenbudget.internal.replay.change.ChangedTextExample.diff;
import static dev.tokenbudget.internal.replay.change.ChangedTextExample.exchange;
import static dev.tokenbudget.internal.replay.change.ChangedTextExample.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.Slopes.Slope;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedTextsTest {

    private static final Slopes TENTH_MORE = (provider, model) -> new Slope(1.1, 0.05);

    @Test
    void shows_the_changed_lines_with_two_around_them() {
        List<ChangedText> texts = changed(
                "{'system': '1st\\n2nd\\n3rd\\n4th\\nold\\nlast'}", "{'system': '1st\\n2nd\\n3rd\\n4th\\nnew\\nlast'}");

        assertThat(texts).singleElement().satisfies(text -> {
            assertThat(text.place()).isEqualTo("system prompt");
            assertThat(diff(text)).isEqualTo("@@ 2 lines as recorded @@\n 3rd\n 4th\n-old\n+new\n last");
        });
    }

    @Test
    void tells_what_a_text_adds_to_a_call_and_a_run_as_the_provider_counts() {
        RecordedRun recorded = run(
                exchange("one", "{'system': 'a'}", system(10, 100)),
                exchange("two", "{'system': 'a'}", system(10, 100)));
        RecordedRun replayed = run(
                exchange("one", "{'system': 'a\\nb'}", system(40, 200)),
                exchange("two", "{'system': 'a\\nb'}", system(40, 200)));

        assertThat(ChangedTexts.of(List.of(recorded), List.of(replayed), TENTH_MORE))
                .singleElement()
                .extracting(ChangedText::inWords)
                .isEqualTo("system prompt, in 2 calls a run: about +110 tokens a call, +220 a run");
    }

    @Test
    void tells_once_what_all_runs_changed_by() {
        RecordedRun recorded = run(exchange("one", "{'system': 'a'}", system(10, 100)));
        RecordedRun replayed = run(exchange("one", "{'system': 'b'}", system(10, 120)));

        assertThat(ChangedTexts.of(List.of(recorded, recorded), List.of(replayed, replayed), TENTH_MORE))
                .singleElement()
                .extracting(ChangedText::inWords)
                .isEqualTo("system prompt, in 1 call a run: about +22 tokens a call, +22 a run");
    }

    @Test
    void shares_what_a_section_grew_by_among_its_texts() {
        PromptSections none = PromptSections.NONE;
        PromptSections two =
                PromptSections.builder().tools(new Section(200, 100), 2).build();
        List<ChangedText> texts = ChangedTexts.of(
                List.of(run(exchange("one", "{'tools': []}", none))),
                List.of(run(exchange(
                        "one",
                        "{'tools': [{'name': 'short', 'description': 'x'}, {'name': 'long', 'description':"
                                + " 'a description that is much longer than the other'}]}",
                        two))),
                (provider, model) -> new Slope(1, 0));

        assertThat(texts).extracting(ChangedText::place).containsExactly("tool long", "tool short");
        assertThat(texts.stream()
                        .mapToDouble(text -> text.growth().orElseThrow().call())
                        .sum())
                .isCloseTo(100, within(0.001));
    }

    @Test
    void says_nothing_of_tokens_where_the_size_of_a_prompt_is_not_known() {
        assertThat(changed("{'system': 'a'}", "{'system': 'b'}"))
                .singleElement()
                .extracting(ChangedText::inWords)
                .isEqualTo("system prompt, in 1 call a run");
    }

    @Test
    void tells_a_change_once_that_only_differs_in_what_counts_up() {
        RecordedRun recorded = run(exchange("one", "{'system': 'a'}"), exchange("two", "{'system': 'a'}"));
        RecordedRun replayed =
                run(exchange("one", "{'system': 'at 10:15\\na'}"), exchange("two", "{'system': 'at 10:16\\na'}"));

        assertThat(ChangedTexts.of(List.of(recorded), List.of(replayed), TENTH_MORE))
                .singleElement()
                .satisfies(text -> assertThat(diff(text)).isEqualTo("+at 10:15\n a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages': [{'role': 'system', 'content': '%s'}]}",
                "{'messages': [{'role': 'developer', 'content': [{'type': 'text', 'text': '%s'}]}]}",
                "{'system': [{'type': 'text', 'text': '%s', 'cache_control': {'type': 'ephemeral'}}]}",
                "{'system': [{'text': '%s'}]}",
                "{'instructions': '%s', 'input': 'Hello'}",
                "{'systemInstruction': {'parts': [{'text': '%s'}]}}"
            })
    void finds_the_system_prompt_in_every_format(String request) {
        assertThat(changed(request.formatted("old"), request.formatted("new")))
                .singleElement()
                .satisfies(text -> {
                    assertThat(text.place()).isEqualTo("system prompt");
                    assertThat(diff(text)).isEqualTo("-old\n+new");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tools': [{'name': 'find', 'description': '%s'}]}",
                "{'tools': [{'type': 'function', 'function': {'name': 'find', 'description': '%s'}}]}",
                "{'tools': [{'functionDeclarations': [{'name': 'find', 'description': '%s'}]}]}",
                "{'toolConfig': {'tools': [{'toolSpec': {'name': 'find', 'description': '%s'}}]}}"
            })
    void finds_tools_in_every_format(String request) {
        assertThat(changed(request.formatted("old"), request.formatted("new")))
                .singleElement()
                .satisfies(text -> {
                    assertThat(text.place()).isEqualTo("tool find");
                    assertThat(diff(text)).isEqualTo(" name: find\n-description: old\n+description: new");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages': [{'role': 'tool', 'tool_call_id': 'c1', 'content': '%s'}]}",
                "{'messages': [{'role': 'user', 'content': [{'type': 'tool_result', 'tool_use_id': 't1', 'content': '%s'}]}]}",
                "{'input': [{'type': 'function_call_output', 'call_id': 'c1', 'output': '%s'}]}",
                "{'messages': [{'role': 'user', 'content': [{'toolResult': {'toolUseId': 't', 'content': [{'text': '%s'}]}}]}]}"
            })
    void finds_results_of_tools_in_every_format(String request) {
        assertThat(changed(request.formatted("old"), request.formatted("new")))
                .singleElement()
                .satisfies(text -> {
                    assertThat(text.place()).isEqualTo("tool result");
                    assertThat(diff(text)).isEqualTo("-old\n+new");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'messages': [{'role': 'user', 'content': '%s'}]}; user message",
                "{'input': '%s'}; user message",
                "{'contents': [{'role': 'model', 'parts': [{'text': '%s'}]}]}; model message",
                "{'response_format': {'type': '%s'}}; response format",
                "{'text': {'format': {'type': '%s'}}}; response format"
            },
            quoteCharacter = '`')
    void finds_what_was_said_and_the_form_of_the_answer(String request, String place) {
        assertThat(changed(request.formatted("old"), request.formatted("new")))
                .singleElement()
                .extracting(ChangedText::place)
                .isEqualTo(place);
    }

    @Test
    void shows_turns_that_are_no_longer_trimmed() {
        assertThat(changed(
                        "{'messages': [{'role': 'user', 'content': 'now'}]}",
                        "{'messages': [{'role': 'user', 'content': 'once'}, {'role': 'assistant', 'content': 'yes'},"
                                + " {'role': 'user', 'content': 'now'}]}"))
                .extracting(ChangedTextExample::diff)
                .containsExactlyInAnyOrder("+once", "+yes");
    }

    @Test
    void a_tool_that_stands_elsewhere_did_not_change() {
        assertThat(changed("{'tools': [{'name': 'a'}, {'name': 'b'}]}", "{'tools': [{'name': 'b'}, {'name': 'a'}]}"))
                .isEmpty();
    }

    @Test
    void compares_the_requests_that_got_the_same_answer() {
        RecordedRun recorded = run(exchange("one", "{'system': 'a'}"), exchange("two", "{'system': 'b'}"));
        RecordedRun replayed = run(
                exchange("two", "{'system': 'b'}"),
                exchange("one", "{'system': 'a'}"),
                exchange("409", "{'system': 'something that was never recorded'}"));

        assertThat(ChangedTexts.of(List.of(recorded), List.of(replayed), TENTH_MORE))
                .isEmpty();
    }

    @Test
    void breaks_long_lines_so_that_a_changed_sentence_is_a_changed_line() {
        String kept =
                "This sentence is kept as it is, however long the line may be that it stands in with all others. ";

        assertThat(changed(
                        "{'system': '" + kept + "Old. " + kept + "'}", "{'system': '" + kept + "New. " + kept + "'}"))
                .singleElement()
                .satisfies(text -> assertThat(diff(text)).contains("\n-Old. \n+New. \n"));
    }

    @Test
    void shows_data_by_its_length_and_no_mark_that_turns_the_direction_of_text() {
        assertThat(changed("{'system': 'a'}", "{'system': '" + "A".repeat(600) + "'}"))
                .singleElement()
                .satisfies(text -> assertThat(diff(text)).isEqualTo("-a\n+(600 characters of data)"));
        assertThat(changed("{'system': 'a'}", "{'system': 'b\u202Ec'}"))
                .singleElement()
                .satisfies(text -> assertThat(diff(text)).isEqualTo("-a\n+b\uFFFDc"));
    }

    private static List<ChangedText> changed(String recorded, String asked) {
        return ChangedTexts.of(
                List.of(run(exchange("answer", recorded))), List.of(run(exchange("answer", asked))), TENTH_MORE);
    }

    private static PromptSections system(int characters, int tokens) {
        return PromptSections.builder().system(new Section(characters, tokens)).build();
    }
}
