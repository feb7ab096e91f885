package dev.tokenbudget.fuzz;

import java.util.List;

/**
 * One provider API.
 *
 * @param path of its URL
 * @param request a request that it understands
 */
record Api(String path, String request) {

    private static final String CHAT =
            "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}";

    static final List<Api> ALL = List.of(
            new Api("/v1/messages", "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[]}"),
            new Api("/v1/chat/completions", CHAT),
            new Api("/v1/responses", "{\"model\":\"m\",\"input\":\"hi\"}"),
            new Api("/v1beta/models/gemini-2.5-flash:generateContent", "{\"contents\":[]}"),
            new Api("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", "{\"contents\":[]}"),
            new Api("/model/anthropic.claude-v1/converse-stream", "{\"messages\":[]}"),
            new Api("/model/anthropic.claude-v1/invoke-with-response-stream", "{\"messages\":[]}"),
            new Api("/model/amazon.nova/invoke", "{\"messages\":[]}"),
            new Api("/v2/chat", "{\"model\":\"m\",\"messages\":[]}"),
            new Api("/api/chat", "{\"model\":\"m\",\"messages\":[]}"),
            new Api("/v1/embeddings", "{\"model\":\"m\",\"input\":\"hi\"}"),
            new Api("/v2/rerank", "{\"model\":\"m\",\"query\":\"q\",\"documents\":[]}"),
            new Api("/v1/conversations", "{\"model\":\"m\",\"inputs\":\"hi\"}"),
            new Api("/v1/images/generations", "{\"model\":\"m\",\"prompt\":\"p\"}"),
            new Api("/v1beta/interactions", "{\"model\":\"m\",\"input\":\"hi\"}"),
            new Api("/agents/a/agentAliases/b/sessions/c/text", "{\"inputText\":\"hi\"}"),
            new Api("/something/else", "{\"model\":\"m\"}"));
}
