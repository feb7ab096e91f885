package dev.tokenbudget.internal.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tool calls of a conversation that ask for the same as an earlier one; the names that clients make up are no difference. */
class RepeatedToolCallsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'role':'assistant','tool_calls':[%s]},{'role':'tool','content':'found'},"
                        + "{'role':'assistant','content':'I look again.','tool_calls':[%s]}]}"
                        + "|{'id':'c%d','type':'function','function':{'name':'read','arguments':'[%d]'}}",
                "{'messages':[{'role':'assistant','content':[{'type':'text','text':'I look.'},%s]},"
                        + "{'role':'user','content':[{'type':'tool_result','content':'found'}]},"
                        + "{'role':'assistant','content':[%s]}]}"
                        + "|{'type':'tool_use','id':'t%d','name':'read','input':{'file':%d}}",
                "{'input':[{'role':'user','content':'the task'},%s,{'type':'function_call_output','output':'found'},%s]}"
                        + "|{'type':'function_call','call_id':'c%d','name':'read','arguments':'[%d]'}",
                "{'contents':[{'role':'model','parts':[%s]},{'role':'user','parts':[{'text':'go on'}]},"
                        + "{'role':'model','parts':[%s]}]}"
                        + "|{'functionCall':{'id':'f%d','name':'read','args':{'file':%d}}}",
                "{'messages':[{'role':'assistant','content':[%s]},{'role':'user','content':[{'text':'go on'}]},"
                        + "{'role':'assistant','content':[%s]}]}"
                        + "|{'toolUse':{'toolUseId':'t%d','name':'read','input':{'file':%d}}}"
            })
    void are_told_by_the_tool_and_its_arguments(String shapes) {
        String request = shapes.substring(0, shapes.indexOf('|'));
        String call = shapes.substring(shapes.indexOf('|') + 1);

        assertThat(Prompts.of(request.formatted(call.formatted(1, 7), call.formatted(2, 7)))
                        .repeatedToolCalls())
                .isEqualTo(1);
        assertThat(Prompts.of(request.formatted(call.formatted(1, 7), call.formatted(2, 8)))
                        .repeatedToolCalls())
                .isZero();
    }
}
