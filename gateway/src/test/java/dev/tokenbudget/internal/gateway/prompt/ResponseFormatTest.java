package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form that an answer is asked for in is read with each call, as the tools are. */
class ResponseFormatTest {

    private static final String SCHEMA =
            "{'properties':{'city':{'description':'where it is','type':'string'}},'type':'object'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':SCHEMA}}",
                "'text':{'verbosity':'low','format':{'type':'json_schema','name':'a','schema':SCHEMA}}",
                "'output_config':{'effort':'low','format':{'type':'json_schema','schema':SCHEMA}}",
                "'output_format':{'type':'json_schema','schema':SCHEMA}",
                "'outputConfig':{'textFormat':{'type':'json_schema','structure':{'jsonSchema':SCHEMA}}}",
                "'generationConfig':{'temperature':0.2,'responseSchema':SCHEMA}",
                "'generationConfig':{'responseJsonSchema':SCHEMA}",
                "'generation_config':{'response_schema':SCHEMA}",
                "'response_format':{'type':'json_object','schema':SCHEMA}",
                "'format':SCHEMA",
                "'guided_json':SCHEMA",
            })
    void is_a_section_of_its_own(String format) {
        PromptSections sections = Prompts.of(request(format.replace("SCHEMA", SCHEMA)));

        assertThat(sections.responseFormat().characters()).isGreaterThanOrEqualTo(SCHEMA.length());
        assertThat(sections.user()).isEqualTo(Prompts.section("hello"));
        assertThat(sections.system()).isEqualTo(Section.EMPTY);
        assertThat(sections.hashes().responseFormat()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'response_format':{'type':'json_object'}",
                "'response_format':{'type':'text'}",
                "'response_format':null",
                "'text':{'format':{'type':'text'}}",
                "'format':'json'",
                "'generationConfig':{'responseMimeType':'application/json'}",
            })
    void without_a_schema_is_a_mere_setting(String format) {
        PromptSections sections = Prompts.of(request(format));

        assertThat(sections.responseFormat()).isEqualTo(Section.EMPTY);
        assertThat(sections.hashes().responseFormat()).isEmpty();
    }

    @Test
    void is_the_same_in_any_order_of_its_keys() {
        PromptSections one = Prompts.of(request("'format':" + SCHEMA));
        PromptSections other = Prompts.of(request(
                "'format':{'type':'object','properties':{'city':{'type':'string','description':'where it is'}}}"));

        assertThat(other).isEqualTo(one);
    }

    private static String request(String format) {
        return "{'model':'m'," + format + ",'messages':[{'role':'user','content':'hello'}]}";
    }
}
