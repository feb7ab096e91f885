package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools under all the names that requests have for them. */
class ToolDefinitionsTest {

    private static final String MESSAGES = "'messages':[{'role':'user','content':'hello'}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2 | 'tools':[{'type':'function','function':{'name':'a'}},{'type':'function','function':{'name':'b'}}]",
                "2 | 'tools':[{'type':'web_search_20250305','name':'web_search'},{'name':'a','input_schema':{}}]",
                "2 | 'functions':[{'name':'a'},{'name':'b'}]",
                "2 | 'tools':[{'functionDeclarations':[{'name':'a'},{'name':'b'}]}]",
                "2 | 'tools':[{'function_declarations':[{'name':'a'},{'name':'b'}]}]",
                "3 | 'tools':[{'functionDeclarations':[{'name':'a'}],'googleSearch':{}},{'codeExecution':{}}]",
                "1 | 'toolConfig':{'tools':[{'toolSpec':{'name':'a'}},{'cachePoint':{'type':'default'}}]}",
                "2 | 'tools':[{'type':'namespace','name':'n','tools':[{'name':'a'},{'name':'b'}]}]",
                "1 | 'tools':[{'name':'a'},{'name':'b','defer_loading':true}]",
                "1 | 'tools':[{'name':'a'}],'tool_choice':{'type':'allowed_tools','tools':[{'name':'a'}]}",
                "2 | 'tools':{'function_declarations':[{'name':'a'},{'name':'b'}]}",
                "1 | 'parameters':{'result_format':'message','tools':[{'type':'function','function':{'name':'a'}}]}",
                "0 | 'tools':[]",
                "0 | 'tools':null",
            })
    void are_counted(int count, String tools) {
        assertThat(Prompts.of("{" + tools + "," + MESSAGES + "}").toolCount()).isEqualTo(count);
    }

    @Test
    void come_with_the_conversation_as_well() {
        PromptSections sections = Prompts.of("""
                {'input':[{'type':'additional_tools','role':'developer','tools':[{'type':'function','name':'a'}]},
                {'role':'user','content':'hello'},{'type':'tool_search_output','tools':[{'type':'function','name':'b'}]}]}""");

        assertThat(sections.toolCount()).isEqualTo(2);
        assertThat(sections.tools())
                .isEqualTo(Prompts.section("{'name':'a','type':'function'}", "{'name':'b','type':'function'}"));
        assertThat(sections.user()).isEqualTo(Prompts.section("hello"));
    }

    @Test
    void are_the_same_in_any_order_of_their_keys() {
        PromptSections one = Prompts.of("{'tools':[{'name':'a','description':'b','parameters':{'type':'object',"
                + "'properties':{'x':{'type':'string'},'y':{'type':'number'}}}}]," + MESSAGES + "}");
        PromptSections other = Prompts.of("{'tools':[{'parameters':{'properties':{'y':{'type':'number'},"
                + "'x':{'type':'string'}},'type':'object'},'description':'b','name':'a'}]," + MESSAGES + "}");

        assertThat(other).isEqualTo(one);
    }

    @Test
    void are_others_in_another_order() {
        PromptSections one = Prompts.of("{'tools':[{'name':'a'},{'name':'b'}]," + MESSAGES + "}");
        PromptSections other = Prompts.of("{'tools':[{'name':'b'},{'name':'a'}]," + MESSAGES + "}");

        assertThat(other.hashes().tools()).isNotEqualTo(one.hashes().tools());
    }

    @Test
    void stay_the_same_when_caching_is_switched_on() {
        PromptSections plain = Prompts.of("{'tools':[{'name':'a'}]," + MESSAGES + "}");
        PromptSections marked =
                Prompts.of("{'tools':[{'name':'a','cache_control':{'type':'ephemeral'}}]," + MESSAGES + "}");
        PromptSections pointed = Prompts.of("{'toolConfig':{'tools':[{'name':'a'},{'cachePoint':{'type':'default'}}]},"
                + "'system':[{'cachePoint':{'type':'default'}}]," + MESSAGES + "}");

        assertThat(marked.tools()).isEqualTo(plain.tools());
        assertThat(marked.hashes().tools()).isEqualTo(plain.hashes().tools());
        assertThat(pointed.tools()).isEqualTo(plain.tools());
        assertThat(pointed.hashes().tools()).isEqualTo(plain.hashes().tools());
        assertThat(pointed.system()).isEqualTo(Section.EMPTY);
    }
}
