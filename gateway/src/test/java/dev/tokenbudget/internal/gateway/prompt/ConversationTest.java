package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which section a turn of a conversation belongs to. */
class ConversationTest {

    static String[] loops() {
        return new String[] {"""
            {'messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'the task'},
            {'role':'assistant','content':'I look.','tool_calls':[{'id':'c','function':{'name':'f','arguments':'{}'}}]},
            {'role':'tool','tool_call_id':'c','content':'found'}]}""", """
            {'system':'Be brief.','messages':[{'role':'user','content':'the task'},
            {'role':'assistant','content':[{'type':'text','text':'I look.'},
            {'type':'tool_use','id':'t','name':'f','input':{}}]},
            {'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'found'}]}]}""", """
            {'instructions':'Be brief.','input':[{'role':'user','content':'the task'},
            {'type':'message','role':'assistant','content':[{'type':'output_text','text':'I look.','annotations':[]}]},
            {'type':'function_call','call_id':'c','name':'f','arguments':'{}'},
            {'type':'function_call_output','call_id':'c','output':'found'}]}""", """
            {'systemInstruction':{'parts':[{'text':'Be brief.'}]},'contents':[
            {'role':'user','parts':[{'text':'the task'}]},
            {'role':'model','parts':[{'text':'I look.'},{'functionCall':{'name':'f','args':{}}}]},
            {'role':'user','parts':[{'functionResponse':{'response':'found'}}]}]}""", """
            {'system_instruction':{'parts':[{'text':'Be brief.'}]},'contents':[
            {'role':'user','parts':[{'text':'the task'}]},
            {'role':'model','parts':[{'text':'I look.'},{'function_call':{'name':'f','args':{}}}]},
            {'role':'user','parts':[{'function_response':{'response':'found'}}]}]}""", """
            {'system':[{'text':'Be brief.'}],'messages':[{'role':'user','content':[{'text':'the task'}]},
            {'role':'assistant','content':[{'text':'I look.'},{'toolUse':{'toolUseId':'t','name':'f','input':{}}}]},
            {'role':'user','content':[{'toolResult':{'toolUseId':'t','content':[{'text':'found'}]}}]}]}"""};
    }

    @ParameterizedTest
    @MethodSource("loops")
    void in_a_loop_of_tools_the_task_stays_what_the_user_asked_for(String request) {
        PromptSections sections = Prompts.of(request);

        assertThat(sections.system()).isEqualTo(Prompts.section("Be brief."));
        assertThat(sections.user()).isEqualTo(Prompts.section("the task"));
        assertThat(sections.history()).isEqualTo(Prompts.section("I look.", "f", "{}"));
        assertThat(sections.toolResults()).isEqualTo(Prompts.section("found"));
    }

    @Test
    void what_the_user_replied_to_an_answer_is_the_newest_input() {
        PromptSections sections = Prompts.of("""
                {'messages':[{'role':'user','content':'first'},{'role':'assistant','content':'answer'},
                {'role':'user','content':'second'},{'role':'assistant','tool_calls':[{'function':{'name':'f'}}]},
                {'role':'tool','content':'found'}]}""");

        assertThat(sections.history()).isEqualTo(Prompts.section("first", "answer", "f"));
        assertThat(sections.user()).isEqualTo(Prompts.section("second"));
        assertThat(sections.toolResults()).isEqualTo(Prompts.section("found"));
    }

    @Test
    void what_the_user_says_beside_a_result_is_more_of_the_same_input() {
        PromptSections sections = Prompts.of("""
                {'messages':[{'role':'user','content':'the task'},
                {'role':'assistant','content':[{'type':'tool_use','name':'f','input':{'q':1}}]},
                {'role':'user','content':[{'type':'tool_result','content':'found'},{'type':'text','text':'be quick'}]}]}""");

        assertThat(sections.user()).isEqualTo(Prompts.section("the task", "be quick"));
        assertThat(sections.history()).isEqualTo(Prompts.section("f", "{'q':1}"));
    }

    @Test
    void answer_that_the_model_is_to_go_on_with_is_history() {
        PromptSections sections = Prompts.of("""
                {'messages':[{'role':'user','content':'the task'},{'role':'assistant','content':'{'}]}""");

        assertThat(sections.user()).isEqualTo(Prompts.section("the task"));
        assertThat(sections.history()).isEqualTo(Prompts.section("{"));
    }

    @Test
    void instruction_amid_the_conversation_is_a_system_prompt_and_ends_nothing() {
        PromptSections sections = Prompts.of("""
                {'messages':[{'role':'user','content':'first'},{'role':'assistant','content':'answer'},
                {'role':'developer','content':'Be brief.'},{'role':'user','content':'second'}]}""");

        assertThat(sections.system()).isEqualTo(Prompts.section("Be brief."));
        assertThat(sections.history()).isEqualTo(Prompts.section("first", "answer"));
        assertThat(sections.user()).isEqualTo(Prompts.section("second"));
    }

    @Test
    void cohere_gives_the_newest_input_apart_from_the_history() {
        PromptSections sections = Prompts.of("""
                {'preamble':'Be brief.','chat_history':[{'role':'USER','message':'first'},
                {'role':'CHATBOT','message':'answer'}],'message':'second',
                'tool_results':[{'outputs':[{'id':7}]}],'documents':[{'title':'a','snippet':'b'},'c']}""");

        assertThat(sections.system()).isEqualTo(Prompts.section("Be brief."));
        assertThat(sections.history()).isEqualTo(Prompts.section("first", "answer"));
        assertThat(sections.toolResults()).isEqualTo(Prompts.section("{'outputs':[{'id':7}]}"));
        assertThat(sections.user().characters())
                .as("documents to answer from are a part of what is asked")
                .isEqualTo("second".length() + "{'snippet':'b','title':'a'}".length() + "c".length());
    }

    @ParameterizedTest
    @MethodSource("results")
    void what_tools_give_is_read_whole(String result) {
        PromptSections sections = Prompts.of("{'messages':[{'role':'user','content':'go'}," + result + "]}");

        assertThat(sections.toolResults().characters()).isGreaterThanOrEqualTo("{'data':'sunny','id':7}".length());
        assertThat(sections.isPartlyOpaque()).isFalse();
        assertThat(sections.user()).isEqualTo(Prompts.section("go"));
    }

    static String[] results() {
        return new String[] {
            "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'id':7,'data':'sunny'}}}]}",
            "{'role':'user','parts':[{'function_response':{'name':'f','response':{'id':7,'data':'sunny'}}}]}",
            "{'role':'user','content':[{'toolResult':{'content':[{'json':{'id':7,'data':'sunny'}}]}}]}",
            "{'role':'tool','content':[{'type':'document','document':{'id':'1','data':{'id':7,'data':'sunny'}}}]}",
            "{'role':'user','content':[{'type':'function_result','result':{'id':7,'data':'sunny'}}]}",
            "{'role':'assistant','content':[{'type':'web_search_tool_result','content':'sunny, 7 degrees and dry'}]}",
        };
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_the_provider_keeps_is_not_seen(String kept) {
        PromptSections sections = Prompts.of("{" + kept + ",'messages':[{'role':'user','content':'and now?'}]}");

        assertThat(sections.whole()).isFalse();
        assertThat(sections.user()).isEqualTo(Prompts.section("and now?"));
    }

    static String[] kept() {
        return new String[] {
            "'previous_response_id':'resp_1'",
            "'conversation':'conv_1'",
            "'conversation':{'id':'conv_1'}",
            "'previous_interaction_id':'i_1'",
            "'cachedContent':'cachedContents/1'",
            "'cached_content':'cachedContents/1'",
            "'assistant_id':'asst_1'",
            "'input':[{'type':'item_reference','id':'msg_1'}]",
            "'prompt':{'id':'pmpt_1','version':'2'}",
        };
    }

    @Test
    void messages_below_the_input_keep_their_roles() {
        PromptSections sections = Prompts.of("""
                {'input':{'messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'hello'}]}}""");

        assertThat(sections.system()).isEqualTo(Prompts.section("Be brief."));
        assertThat(sections.user()).isEqualTo(Prompts.section("hello"));
    }

    @Test
    void text_to_fill_in_between_is_what_is_asked() {
        assertThat(Prompts.of("{'prompt':'int f() {','suffix':'}'}").user())
                .isEqualTo(Prompts.section("int f() {", "}"));
    }

    @Test
    void null_refers_to_nothing_that_is_kept() {
        assertThat(Prompts.of("{'previous_response_id':null,'conversation':null,'input':'hello'}")
                        .whole())
                .isTrue();
    }

    @Test
    void request_without_a_prompt_has_no_sections() {
        assertThat(Prompts.find("{'model':'m','file':'f'}")).isEmpty();
    }

    @Test
    void same_reasoning_under_two_names_is_read_once() {
        PromptSections sections = Prompts.of("""
                {'messages':[{'role':'user','content':'go'},
                {'role':'assistant','content':'done','reasoning':'because','reasoning_content':'because'}]}""");

        assertThat(sections.history()).isEqualTo(Prompts.section("done", "because"));
        assertThat(sections.tools()).isEqualTo(Section.EMPTY);
    }
}
