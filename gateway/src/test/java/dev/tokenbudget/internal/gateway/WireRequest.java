package dev.tokenbudget.internal.gateway;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The request that an agent sends in a loop of tools, as each provider's clients write it. */
enum WireRequest {
    ANTHROPIC(
            "/v1/messages",
            "{'type':'message','content':[],'stop_reason':'end_turn','usage':{'input_tokens':9,'output_tokens':1}}") {
        @Override
        String of(String system, List<Tool> tools, List<String> said) {
            return "{'model':'m','max_tokens':9,'system':'" + system + "','tools':["
                    + join(
                            tools,
                            tool -> "{'name':'" + tool.name() + "','description':'" + tool.description()
                                    + "','input_schema':" + tool.schema() + "}")
                    + "],'messages':["
                    + messages(said, (i, text) -> switch (i % 3) {
                        case 0 -> "{'role':'user','content':'" + text + "'}";
                        case 1 ->
                            "{'role':'assistant','content':[{'type':'tool_use','id':'t" + i
                                    + "','name':'search','input':{'q':'" + text + "'}}]}";
                        default ->
                            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t" + (i - 1)
                                    + "','content':'" + text + "'}]}";
                    })
                    + "]}";
        }
    },
    CHAT("/v1/chat/completions", "{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':1,'total_tokens':10}}") {
        @Override
        String of(String system, List<Tool> tools, List<String> said) {
            return "{'model':'m','messages':[{'role':'system','content':'" + system + "'},"
                    + messages(said, (i, text) -> switch (i % 3) {
                        case 0 -> "{'role':'user','content':'" + text + "'}";
                        case 1 ->
                            "{'role':'assistant','tool_calls':[{'id':'t" + i
                                    + "','type':'function','function':{'name':'search','arguments':'" + text + "'}}]}";
                        default -> "{'role':'tool','tool_call_id':'t" + (i - 1) + "','content':'" + text + "'}";
                    })
                    + "],'tools':["
                    + join(
                            tools,
                            tool -> "{'type':'function','function':{'name':'" + tool.name() + "','description':'"
                                    + tool.description() + "','parameters':" + tool.schema() + "}}")
                    + "]}";
        }
    },
    RESPONSES(
            "/v1/responses",
            "{'object':'response','status':'completed','output':[],'usage':{'input_tokens':9,'output_tokens':1}}") {
        @Override
        String of(String system, List<Tool> tools, List<String> said) {
            return "{'model':'m','instructions':'" + system + "','input':["
                    + messages(said, (i, text) -> switch (i % 3) {
                        case 0 -> "{'role':'user','content':'" + text + "'}";
                        case 1 ->
                            "{'type':'function_call','call_id':'t" + i + "','name':'search','arguments':'" + text
                                    + "'}";
                        default ->
                            "{'type':'function_call_output','call_id':'t" + (i - 1) + "','output':'" + text + "'}";
                    })
                    + "],'tools':["
                    + join(
                            tools,
                            tool -> "{'type':'function','name':'" + tool.name() + "','description':'"
                                    + tool.description() + "','parameters':" + tool.schema() + "}")
                    + "]}";
        }
    },
    GEMINI(
            "/v1beta/models/m:generateContent",
            "{'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':1,'totalTokenCount':10}}") {
        @Override
        String of(String system, List<Tool> tools, List<String> said) {
            return "{'contents':["
                    + messages(said, (i, text) -> switch (i % 3) {
                        case 0 -> "{'role':'user','parts':[{'text':'" + text + "'}]}";
                        case 1 ->
                            "{'role':'model','parts':[{'functionCall':{'name':'search','args':{'q':'" + text + "'}}}]}";
                        default ->
                            "{'role':'user','parts':[{'functionResponse':{'name':'search','response':{'r':'" + text
                                    + "'}}}]}";
                    })
                    + "],'systemInstruction':{'parts':[{'text':'" + system + "'}]},'tools':[{'functionDeclarations':["
                    + join(
                            tools,
                            tool -> "{'name':'" + tool.name() + "','description':'" + tool.description()
                                    + "','parameters':" + tool.schema() + "}")
                    + "]}]}";
        }
    },
    BEDROCK(
            "/model/m/converse",
            "{'output':{},'stopReason':'end_turn','usage':{'inputTokens':9,'outputTokens':1,'totalTokens':10}}") {
        @Override
        String of(String system, List<Tool> tools, List<String> said) {
            return "{'messages':["
                    + messages(said, (i, text) -> switch (i % 3) {
                        case 0 -> "{'role':'user','content':[{'text':'" + text + "'}]}";
                        case 1 ->
                            "{'role':'assistant','content':[{'toolUse':{'toolUseId':'t" + i
                                    + "','name':'search','input':{'q':'" + text + "'}}}]}";
                        default ->
                            "{'role':'user','content':[{'toolResult':{'toolUseId':'t" + (i - 1)
                                    + "','content':[{'text':'" + text + "'}]}}]}";
                    })
                    + "],'system':[{'text':'" + system + "'}],'toolConfig':{'tools':["
                    + join(
                            tools,
                            tool -> "{'toolSpec':{'name':'" + tool.name() + "','description':'" + tool.description()
                                    + "','inputSchema':{'json':" + tool.schema() + "}}}")
                    + "]}}";
        }
    };

    final String path;
    final String answer;

    /** A tool's definition. */
    record Tool(String name, String description, String schema) {

        static Tool named(String name) {
            return new Tool(
                    name, "Does what " + name + " does.", "{'type':'object','properties':{'q':{'type':'string'}}}");
        }
    }

    /** How one message is written. */
    @FunctionalInterface
    interface Message {
        String of(int place, String text);
    }

    WireRequest(String path, String answer) {
        this.path = path;
        this.answer = answer.replace('\'', '"');
    }

    /**
     * Return a request, of which {@code '} stands for {@code "}.
     *
     * @param said what the user asks, what the model gives to a tool, what the tool gives, and so on
     */
    abstract String of(String system, List<Tool> tools, List<String> said);

    private static String join(List<Tool> tools, java.util.function.Function<Tool, String> definition) {
        return tools.stream().map(definition).collect(Collectors.joining(","));
    }

    private static String messages(List<String> said, Message message) {
        return IntStream.range(0, said.size())
                .mapToObj(i -> message.of(i, said.get(i)))
                .collect(Collectors.joining(","));
    }
}
