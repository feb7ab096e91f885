package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pieces of a prompt, with the names of the tools that they belong to. */
class PromptItemsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tools':[{'type':'function','function':{'name':'search','description':'Finds.'}}],"
                        + "'messages':[{'role':'user','content':'the task'},"
                        + "{'role':'assistant','tool_calls':[{'id':'c1','type':'function',"
                        + "'function':{'name':'search','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'c1','content':'found'}]}",
                "{'tools':[{'name':'search','description':'Finds.','input_schema':{}}],"
                        + "'messages':[{'role':'user','content':'the task'},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'search','input':{}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1',"
                        + "'content':[{'type':'text','text':'found'}]}]}]}",
                "{'tools':[{'type':'function','name':'search'}],'input':[{'role':'user','content':'the task'},"
                        + "{'type':'function_call','call_id':'c1','name':'search','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'c1','output':'found'}]}",
                "{'tools':[{'functionDeclarations':[{'name':'search'}]}],"
                        + "'contents':[{'role':'user','parts':[{'text':'the task'}]},"
                        + "{'role':'model','parts':[{'functionCall':{'name':'search','args':{}}}]},"
                        + "{'role':'user','parts':[{'functionResponse':{'name':'search','response':{'a':1}}}]}]}",
                "{'toolConfig':{'tools':[{'toolSpec':{'name':'search'}}]},"
                        + "'messages':[{'role':'user','content':[{'text':'the task'}]},"
                        + "{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1','name':'search','input':{}}}]},"
                        + "{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[{'text':'found'}]}}]}]}",
                "{'tools':[{'type':'function','function':{'name':'search'}}],"
                        + "'messages':[{'role':'user','content':'the task'},"
                        + "{'role':'assistant','tool_calls':[{'function':{'name':'search','arguments':{}}}]},"
                        + "{'role':'tool','tool_name':'search','content':'found'}]}"
            })
    void name_the_tool_that_is_defined_called_and_answers(String request) {
        List<Item> items = Prompts.of(request).items();

        assertThat(items)
                .extracting(Item::kind)
                .containsExactly(Kind.TOOL_DEFINITION, Kind.USER, Kind.HISTORY, Kind.TOOL_RESULT);
        assertThat(items)
                .extracting(Item::tool)
                .containsExactly(Optional.of("search"), Optional.empty(), Optional.of("search"), Optional.of("search"));
        assertThat(items.get(2).isToolCall()).isTrue();
        assertThat(items.get(3).request()).isPresent().isEqualTo(items.get(2).request());
    }

    @Test
    void have_the_same_request_where_a_tool_is_given_the_same() {
        String call = "{'type':'tool_use','id':'t%d','name':'read','input':{'file':%d}}";
        List<Item> items = Prompts.of("{'messages':[{'role':'assistant','content':[" + call.formatted(1, 7) + ","
                        + call.formatted(2, 8) + "," + call.formatted(3, 7) + "]}]}")
                .items();

        assertThat(items).hasSize(3).allMatch(Item::isToolCall);
        assertThat(items.get(0).request())
                .isEqualTo(items.get(2).request())
                .isNotEqualTo(items.get(1).request());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'contents':[{'role':'model','parts':[{'functionCall':{'name':'read','args':{'file':1}}},"
                        + "{'functionCall':{'name':'read','args':{'file':2}}}]},"
                        + "{'role':'user','parts':[{'functionResponse':{'name':'read','response':{'text':'one'}}},"
                        + "{'functionResponse':{'name':'read','response':{'text':'two'}}}]}]}",
                "{'messages':[{'role':'assistant','tool_calls':[{'function':{'name':'read','arguments':{'file':1}}},"
                        + "{'function':{'name':'read','arguments':{'file':2}}}]},"
                        + "{'role':'tool','tool_name':'read','content':'one'},"
                        + "{'role':'tool','tool_name':'read','content':'two'}]}"
            })
    void are_results_of_the_calls_in_their_order_where_no_ids_tell(String request) {
        List<Item> items = Prompts.of(request).items();

        assertThat(items).extracting(Item::request).doesNotContain(Optional.empty());
        assertThat(items.get(2).request()).isEqualTo(items.get(0).request());
        assertThat(items.get(3).request())
                .isEqualTo(items.get(1).request())
                .isNotEqualTo(items.get(0).request());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "call_0"})
    void are_results_of_the_calls_in_their_order_where_all_calls_have_one_id(String id) {
        String request = "{'messages':[{'role':'assistant','tool_calls':["
                + "{'id':'ID','function':{'name':'search','arguments':'{}'}},"
                + "{'id':'ID','function':{'name':'read','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'ID','content':'found'},"
                + "{'role':'tool','tool_call_id':'ID','content':'a file'}]}";
        List<Item> items = Prompts.of(request.replace("ID", id)).items();

        assertThat(items)
                .extracting(item -> item.tool().orElse("-"))
                .containsExactly("search", "read", "search", "read");
        assertThat(items.get(2).request()).isEqualTo(items.get(0).request());
    }

    @Test
    void are_results_of_the_tool_that_they_name_whatever_their_id_says() {
        List<Item> items = Prompts.of("{'messages':[{'role':'assistant','tool_calls':["
                        + "{'id':'','function':{'name':'search','arguments':'{}'}},"
                        + "{'id':'','function':{'name':'read','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'','name':'read','content':'a file'},"
                        + "{'role':'tool','tool_call_id':'','name':'search','content':'found'}]}")
                .items();

        assertThat(items)
                .extracting(item -> item.tool().orElse("-"))
                .containsExactly("search", "read", "read", "search");
        assertThat(items.get(2).request()).isEqualTo(items.get(1).request());
        assertThat(items.get(3).request()).isEqualTo(items.get(0).request());
    }

    @Test
    void are_results_of_one_call_where_it_is_answered_in_two_parts() {
        List<Item> items = Prompts.of(
                        "{'input':[{'type':'function_call','call_id':'c1','name':'read','arguments':'{}'},"
                                + "{'type':'function_call_output','call_id':'c1','output':'one'},"
                                + "{'type':'function_call_output','call_id':'c1','output':'two'}]}")
                .items();

        assertThat(items).extracting(Item::tool).containsOnly(Optional.of("read"));
        assertThat(items).extracting(Item::request).doesNotContain(Optional.empty());
    }

    @Test
    void are_what_each_tool_gave_where_a_request_has_the_results_apart() {
        List<Item> items = Prompts.of("{'message':'the task','tool_results':["
                        + "{'call':{'name':'search','parameters':{}},'outputs':[{'text':'found'}]},"
                        + "{'call':{'name':'read','parameters':{}},'outputs':[{'text':'a file'}]}]}")
                .items();

        assertThat(items)
                .filteredOn(item -> item.kind() == Kind.TOOL_RESULT)
                .extracting(Item::tool)
                .containsExactly(Optional.of("search"), Optional.of("read"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'mcp','server_label':'crm','server_url':'https://crm.example/mcp'}",
                "{'type':'mcp_toolset','mcp_server_name':'crm'}"
            })
    void name_the_mcp_server_that_the_provider_asks(String definition) {
        List<Item> items =
                Prompts.of("{'input':'the task','tools':[" + definition + "]}").items();

        assertThat(items.get(0).tool()).hasValue("mcp crm");
    }

    @Test
    void stand_in_the_order_in_which_providers_cache_them() {
        PromptSections prompt = Prompts.of("{'messages':[{'role':'user','content':'the task'}],"
                + "'system':[{'type':'text','text':'You review.'},{'type':'text','text':'Be brief.'}],"
                + "'tools':[{'name':'b'},{'name':'a'}]}");

        assertThat(prompt.items())
                .extracting(Item::kind)
                .containsExactly(Kind.TOOL_DEFINITION, Kind.TOOL_DEFINITION, Kind.SYSTEM, Kind.SYSTEM, Kind.USER);
        assertThat(prompt.items().get(0).tool()).hasValue("b");
    }

    @Test
    void are_a_block_of_a_message_each_and_a_result_as_a_whole() {
        List<Item> items = Prompts.of("{'messages':[{'role':'user','content':["
                        + "{'type':'text','text':'a document'},{'type':'text','text':'a question'}]},"
                        + "{'role':'assistant','content':[{'type':'text','text':'I look.'},"
                        + "{'type':'tool_use','id':'t1','name':'read','input':{}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':["
                        + "{'type':'text','text':'one'},{'type':'text','text':'two'}]}]}]}")
                .items();

        assertThat(items)
                .extracting(Item::kind)
                .containsExactly(Kind.USER, Kind.USER, Kind.HISTORY, Kind.HISTORY, Kind.TOOL_RESULT);
        assertThat(items.get(4).characters()).isEqualTo("onetwo".length());
    }

    @Test
    void add_up_to_their_sections() {
        PromptSections prompt = Prompts.of("{'tools':[{'functionDeclarations':[{'name':'a'},{'name':'b'}]},"
                + "{'googleSearch':{}}],'systemInstruction':{'parts':[{'text':'You review.'}]},"
                + "'contents':[{'role':'user','parts':[{'text':'the task'}]},"
                + "{'role':'model','parts':[{'text':'I look.'},{'functionCall':{'name':'a','args':{'x':1}}}]},"
                + "{'role':'user','parts':[{'functionResponse':{'name':'a','response':{'y':2}}}]}]}");

        assertThat(prompt.items().stream()
                        .collect(Collectors.groupingBy(Item::kind, Collectors.summingLong(Item::tokens))))
                .containsEntry(Kind.TOOL_DEFINITION, prompt.tools().tokens())
                .containsEntry(Kind.SYSTEM, prompt.system().tokens())
                .containsEntry(Kind.USER, prompt.user().tokens())
                .containsEntry(Kind.HISTORY, prompt.history().tokens())
                .containsEntry(Kind.TOOL_RESULT, prompt.toolResults().tokens());
        assertThat(prompt.items()).extracting(item -> item.tool().orElse("-")).startsWith("a", "b", "googleSearch");
    }
}
