package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When two requests are the same but for what cannot change the number of tokens. */
class RequestHashTest {

    private static final String REQUEST = """
            {'model':'m','temperature':0.2,'max_tokens':100,'messages':[{'role':'user','content':'hello'},
            {'role':'assistant','tool_calls':[{'id':'call_1','type':'function',
            'function':{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'call_1','content':'found'}]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'model':'m'|'model':'other'",
                "'model':'m'|'model':'m','stream':true,'stream_options':{'include_usage':true}",
                "'model':'m'|'model':'m','user':'u1','metadata':{'run':'7'},'prompt_cache_key':'k'",
                "'model':'m'|'model':'m','top_p':null",
                "call_1|call_2",
                "'temperature':0.2,'max_tokens':100|'max_tokens':100,'temperature':0.2",
            })
    void is_the_same_where_only_names_and_order_differ(String change) {
        assertThat(changed(change)).isEqualTo(Prompts.of(REQUEST).hashes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'temperature':0.2|'temperature':0.3",
                "'max_tokens':100|'max_tokens':200",
                "'temperature':0.2|'temperature':0.2,'reasoning_effort':'high'",
                "'temperature':0.2|'temperature':0.2,'response_format':{'type':'json_object'}",
                "'temperature':0.2|'temperature':0.2,'thinking':{'type':'enabled','budget_tokens':1024}",
            })
    void tells_another_setting(String change) {
        assertThat(changed(change).settings())
                .isNotEqualTo(Prompts.of(REQUEST).hashes().settings());
        assertThat(changed(change).request())
                .isNotEqualTo(Prompts.of(REQUEST).hashes().request());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello|hallo",
                "found|nothing",
                "'arguments':'{}'|'arguments':'{ }'",
                "'role':'tool'|'role':'user'",
                "'temperature':0.2|'temperature':0.2,'tools':[{'name':'f'}]",
                "'temperature':0.2|'temperature':0.2,'response_format':{'json_schema':{'name':'a'}}",
            })
    void tells_another_text_whose_settings_are_the_same(String change) {
        assertThat(changed(change).request())
                .isNotEqualTo(Prompts.of(REQUEST).hashes().request());
        assertThat(changed(change).settings())
                .isEqualTo(Prompts.of(REQUEST).hashes().settings());
    }

    @Test
    void what_a_tool_is_given_is_no_made_up_name() {
        String request = "{'messages':[{'role':'user','content':'go'},"
                + "{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{'id':'%s'}}]}]}";

        assertThat(Prompts.of(request.formatted("a")).hashes().request())
                .isNotEqualTo(Prompts.of(request.formatted("b")).hashes().request());
    }

    private static Hashes changed(String change) {
        String[] sides = change.split("\\|");
        assertThat(REQUEST).contains(sides[0]);
        return Prompts.of(REQUEST.replace(sides[0], sides[1])).hashes();
    }
}
