package dev.tokenbudget.internal.gateway;

/** Answers of providers, written by hand in the documented formats. */
final class Answers {

    static final String CHAT = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-test-2026","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Grüße"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":120,"completion_tokens":30,"total_tokens":150,\
            "prompt_tokens_details":{"cached_tokens":100},"completion_tokens_details":{"reasoning_tokens":12}}}""";

    static final String[] CHAT_STREAM = {"""
        {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"gpt-test-2026",\
        "choices":[{"index":0,"delta":{"role":"assistant","content":"Grü"},"finish_reason":null}],"usage":null}""", """
        {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"gpt-test-2026",\
        "choices":[{"index":0,"delta":{"content":"ße"},"finish_reason":"stop"}],"usage":null}""", """
        {"id":"chatcmpl-2","object":"chat.completion.chunk","created":1,"model":"gpt-test-2026","choices":[],\
        "usage":{"prompt_tokens":120,"completion_tokens":30,"total_tokens":150}}""", "[DONE]"};

    static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-test-2026","content":[\
            {"type":"text","text":"Grüße"},{"type":"tool_use","id":"toolu_1","name":"search","input":{}}],\
            "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":10,"cache_read_input_tokens":100,\
            "cache_creation_input_tokens":20,"cache_creation":{"ephemeral_5m_input_tokens":15,\
            "ephemeral_1h_input_tokens":5},"output_tokens":7}}""";

    static final String[] MESSAGE_STREAM = {"""
        {"type":"message_start","message":{"id":"msg_2","type":"message","role":"assistant","content":[],\
        "model":"claude-test-2026","stop_reason":null,"stop_sequence":null,\
        "usage":{"input_tokens":10,"cache_read_input_tokens":100,"cache_creation_input_tokens":0,"output_tokens":1}}}""", """
        {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""", """
        {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße"}}""", """
        {"type":"content_block_stop","index":0}""", """
        {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
        "usage":{"input_tokens":15,"output_tokens":42}}""", """
        {"type":"message_stop"}"""};

    static final String RESPONSE = """
            {"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"gpt-test-2026",\
            "output":[{"type":"message","id":"m_1","status":"completed","role":"assistant",\
            "content":[{"type":"output_text","text":"Grüße","annotations":[]}]}],"parallel_tool_calls":true,\
            "tool_choice":"auto","tools":[],"usage":{"input_tokens":50,"input_tokens_details":{"cached_tokens":8},\
            "output_tokens":9,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":59}}""";

    private Answers() {}

    /** Return the body of a stream of server-sent events that are named by their type. */
    static String namedEvents(String... data) {
        StringBuilder body = new StringBuilder();
        for (String each : data) {
            String type = each.replaceFirst("^\\{\"type\":\"([a-z_.]+)\".*", "$1");
            body.append("event: ").append(type).append("\ndata: ").append(each).append("\n\n");
        }
        return body.toString();
    }

    static String events(String... data) {
        StringBuilder body = new StringBuilder();
        for (String each : data) {
            body.append("data: ").append(each).append("\n\n");
        }
        return body.toString();
    }
}
