package dev.tokenbudget.internal.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.usage.ModelCall.AnswerForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "{'type':'object','properties':{'a':{'type':'object','properties':{'b':{}}}}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'response_format':{'type':'json_object'}}",
                "{'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':SCHEMA}}}",
                "{'text':{'format':{'type':'json_schema','name':'x','schema':SCHEMA}}}",
                "{'output_config':{'format':{'type':'json_schema','schema':SCHEMA}}}",
                "{'output_format':{'type':'json_schema','schema':SCHEMA}}",
                "{'generationConfig':{'responseMimeType':'application/json'}}",
                "{'generationConfig':{'responseMimeType':'application/json','responseSchema':SCHEMA}}",
                "{'outputConfig':{'textFormat':{'type':'json_schema','structure':{'jsonSchema':{'schema':'{}'}}}}}",
                "{'format':'json'}",
                "{'format':SCHEMA}"
            })
    void a_request_asks_for_json(String request) {
        Optional<AskedForm> form = AskedForm.of(json(request));

        assertThat(form).isPresent();
        assertThat(form.get().schema().has("properties")).isEqualTo(request.contains("SCHEMA"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'response_format':{'type':'text'}}",
                "{'response_format':'b64_json'}",
                "{'text':{'format':{'type':'text'}}}",
                "{'generationConfig':{'responseMimeType':'text/x.enum','responseSchema':{'type':'STRING'}}}",
                "{'messages':[{'role':'user','content':'response_format json_object'}]}",
                "{}"
            })
    void a_request_asks_for_any_text(String request) {
        assertThat(AskedForm.of(json(request))).isEmpty();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("Chat Completions", List.of("{'choices':[{'message':{'content':'{\\'a\\':1}'}}]}")),
                arguments(
                        "a stream of Chat Completions",
                        List.of(
                                "{'choices':[{'index':0,'delta':{'content':'{\\'a\\''}}]}",
                                "{'choices':[{'index':1,'delta':{'content':'another choice'}}]}",
                                "{'choices':[{'index':0,'delta':{'content':':1}'}}]}",
                                "{'choices':[],'usage':{}}")),
                arguments(
                        "Responses",
                        List.of("{'object':'response','output':[{'type':'reasoning','summary':[{'text':'hm'}]},"
                                + "{'type':'message','content':[{'type':'output_text','text':'{\\'a\\':1}'}]}]}")),
                arguments(
                        "a stream of Responses",
                        List.of(
                                "{'type':'response.output_text.delta','delta':'{\\'a\\':'}",
                                "{'type':'response.output_text.delta','delta':'1}'}",
                                "{'type':'response.output_text.done','text':'{\\'a\\':1}'}",
                                "{'type':'response.completed','response':{'output':[{'type':'message',"
                                        + "'content':[{'type':'output_text','text':'{\\'a\\':1}'}]}]}}")),
                arguments(
                        "Anthropic",
                        List.of("{'type':'message','content':[{'type':'thinking','thinking':'hm'},"
                                + "{'type':'text','text':'{\\'a\\':1}'}]}")),
                arguments(
                        "a stream of Anthropic's",
                        List.of(
                                "{'type':'message_start','message':{'content':[]}}",
                                "{'type':'content_block_delta','delta':{'type':'thinking_delta','thinking':'hm'}}",
                                "{'type':'content_block_delta','delta':{'type':'text_delta','text':'{\\'a\\':'}}",
                                "{'type':'content_block_delta','delta':{'type':'text_delta','text':'1}'}}")),
                arguments(
                        "a stream of Gemini's",
                        List.of(
                                "{'candidates':[{'content':{'parts':[{'text':'hm','thought':true},{'text':'{\\'a\\':'}]}}]}",
                                "{'candidates':[{'content':{'parts':[{'text':'1}'}]}}]}")),
                arguments("Bedrock Converse", List.of("{'output':{'message':{'content':[{'text':'{\\'a\\':1}'}]}}}")),
                arguments(
                        "a stream of Bedrock Converse",
                        List.of(
                                "{'contentBlockIndex':0,'delta':{'text':'{\\'a\\':'}}",
                                "{'contentBlockIndex':0,'delta':{'text':'1}'}}")),
                arguments("Cohere", List.of("{'message':{'content':[{'type':'text','text':'{\\'a\\':1}'}]}}")),
                arguments(
                        "a stream of Cohere's",
                        List.of(
                                "{'type':'content-delta','delta':{'message':{'content':{'text':'{\\'a\\':'}}}}",
                                "{'type':'content-delta','delta':{'message':{'content':{'text':'1}'}}}}")),
                arguments(
                        "a stream of Ollama's",
                        List.of(
                                "{'message':{'content':'{\\'a\\':'},'done':false}",
                                "{'message':{'content':'1}'},'done':true}")),
                arguments("Ollama's generation", List.of("{'response':'{\\'a\\':1}','done':true}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void the_text_is_read_from(String protocol, List<String> documents) {
        assertThat(formOf(SCHEMA, documents)).contains(new AnswerForm(true, 0, 0));
    }

    @Test
    void text_around_json_and_fields_that_the_schema_has_not_are_beyond() {
        assertThat(of("{'a':{'b':1}}")).isEqualTo(new AnswerForm(true, 0, 0));
        assertThat(of(" {'a':{'b':1}}\n")).isEqualTo(new AnswerForm(true, 0, 0));
        assertThat(of("{'a':{'b':1,'c':2}}")).satisfies(form -> {
            assertThat(form.parses()).isTrue();
            assertThat(form.tokensBeyond()).isBetween(3L, 6L);
            assertThat(form.tokens()).isGreaterThan(form.tokensBeyond());
        });
        assertThat(of("Of course! Here it is:\n{'a':{'b':1}}")).satisfies(form -> {
            assertThat(form.parses()).isFalse();
            assertThat(form.tokensBeyond()).isEqualTo(7);
        });
    }

    @Test
    void what_holds_no_json_does_not_parse_and_nothing_of_it_is_beyond() {
        assertThat(of("I cannot answer that.")).isEqualTo(new AnswerForm(false, 0, 0));
        assertThat(of("{'a':{'b'")).isEqualTo(new AnswerForm(false, 0, 0));
    }

    @Test
    void json_of_a_sentence_before_the_answer_is_not_what_was_asked_for() {
        assertThat(of("As source [1] says: {'a':{'b':1}}").tokensBeyond()).isEqualTo(7);
    }

    @Test
    void nothing_is_beyond_where_the_answer_was_cut_however_much_within_it_is_whole() {
        assertThat(of("{'a':{'b':[1,2]},'b':{'c':1}")).isEqualTo(new AnswerForm(false, 0, 0));
        assertThat(of("As [1] says: {'a':{'b':1}")).isEqualTo(new AnswerForm(false, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'urgent'", "true", "0.7"})
    void a_text_a_number_or_a_truth_value_parses_where_the_schema_asks_for_no_object(String answer) {
        assertThat(of("{'type':'string'}", answer)).isEqualTo(new AnswerForm(true, 0, 0));
        assertThat(of(answer).parses()).isFalse();
        assertThat(of("{'type':'string'}", answer + ", I think").parses()).isFalse();
    }

    @Test
    void fields_may_be_those_of_another_part_of_the_schema() {
        String schema = "{'allOf':[{'properties':{'b':{}}}],'properties':{'a':{}}}";

        assertThat(of(schema, "{'a':1,'b':2}").tokensBeyond()).isZero();
    }

    @Test
    void an_answer_without_text_has_no_form() {
        assertThat(formOf(SCHEMA, List.of("{'choices':[{'message':{'content':null,'tool_calls':[{}]}}]}")))
                .isEmpty();
    }

    @Test
    void reads_an_answer_however_long_it_is() {
        byte[] answer = json("{'choices':[{'message':{'content':'{\\'a\\':\\'" + "long ".repeat(1_000) + "\\'}'}}]}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        FormReader reader = new FormReader((document, reading) -> {}, new AskedForm(json("{}")));
        UsageTap tap = new UsageTap(reader, new UsageReading(), "");

        tap.accept(answer, 0, answer.length);
        tap.end();

        assertThat(reader.form()).contains(new AnswerForm(true, 0, 0));
    }

    private static AnswerForm of(String text) {
        return of(SCHEMA, text);
    }

    private static AnswerForm of(String schema, String text) {
        return new FormCheck(new AskedForm(json(schema))).of(text.replace('\'', '"'));
    }

    private static Optional<AnswerForm> formOf(String schema, List<String> documents) {
        FormReader reader = new FormReader((document, reading) -> {}, new AskedForm(json(schema)));
        documents.forEach(document -> reader.read(json(document), new UsageReading()));
        return reader.form();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace("SCHEMA", SCHEMA)
                    .replace("\\'", "\\\\\"")
                    .replace('\'', '"')
                    .replace("\\\\\"", "\\\""));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
