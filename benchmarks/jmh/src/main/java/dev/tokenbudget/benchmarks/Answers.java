package dev.tokenbudget.benchmarks;

import java.nio.charset.StandardCharsets;

/** Answers as providers send them, of about 2 KB unless they say otherwise. */
enum Answers {
    ANTHROPIC("/v1/messages") {
        @Override
        String text() {
            return "{\"id\":\"msg_01AbCdEfGhIjKlMnOpQrStUv\",\"type\":\"message\",\"role\":\"assistant\","
                    + "\"model\":\"claude-sonnet-4-5-20250929\",\"content\":[{\"type\":\"text\",\"text\":\""
                    + prose(1_200)
                    + "\"},{\"type\":\"tool_use\",\"id\":\"toolu_01A\",\"name\":\"read_file\",\"input\":{\"path\":"
                    + "\"src/main/java/com/acme/Invoice.java\",\"from\":1,\"to\":240}}],\"stop_reason\":\"tool_use\","
                    + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":1893,\"cache_creation_input_tokens\":0,"
                    + "\"cache_read_input_tokens\":1540,\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,"
                    + "\"ephemeral_1h_input_tokens\":0},\"output_tokens\":312,\"service_tier\":\"standard\"}}";
        }
    },

    OPENAI("/v1/chat/completions") {
        @Override
        String text() {
            return "{\n  \"id\": \"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT\",\n  \"object\": \"chat.completion\",\n"
                    + "  \"created\": 1764497000,\n  \"model\": \"gpt-5-2025-08-07\",\n  \"choices\": [\n    {\n"
                    + "      \"index\": 0,\n      \"message\": {\n        \"role\": \"assistant\",\n        \"content\": \""
                    + prose(1_200) + "\",\n        \"refusal\": null,\n        \"annotations\": []\n      },\n"
                    + "      \"logprobs\": null,\n      \"finish_reason\": \"stop\"\n    }\n  ],\n  \"usage\": {\n"
                    + "    \"prompt_tokens\": 1893,\n    \"completion_tokens\": 312,\n    \"total_tokens\": 2205,\n"
                    + "    \"prompt_tokens_details\": {\n      \"cached_tokens\": 1540,\n      \"audio_tokens\": 0\n    },\n"
                    + "    \"completion_tokens_details\": {\n      \"reasoning_tokens\": 64,\n      \"audio_tokens\": 0\n"
                    + "    }\n  },\n  \"service_tier\": \"default\"\n}\n";
        }
    },

    /** An answer of 32 KB. */
    LONG("/v1/chat/completions") {
        @Override
        String text() {
            return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"gpt-5-2025-08-07\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"" + prose(32_000)
                    + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1893,\"completion_tokens\":8012,"
                    + "\"total_tokens\":9905}}";
        }
    },

    /** A stream of 300 events. */
    ANTHROPIC_STREAM("/v1/messages") {
        @Override
        String text() {
            StringBuilder events = new StringBuilder(
                    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":"
                            + "{\"id\":\"msg_01AbCdEfGhIjKlMnOpQrStUv\",\"type\":\"message\",\"role\":\"assistant\",\"model\":"
                            + "\"claude-sonnet-4-5-20250929\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":1893,"
                            + "\"cache_read_input_tokens\":1540,\"output_tokens\":1}}}\n\nevent: content_block_start\ndata: "
                            + "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n");
            for (int i = 0; i < 300; i++) {
                events.append(
                                "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                                        + "{\"type\":\"text_delta\",\"text\":\"")
                        .append(prose(12 + i % 9))
                        .append("\"}}\n\n");
            }
            return events + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                    + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                    + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":312}}\n\n"
                    + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        }
    },

    /** A stream of 300 chunks, of which the last alone reports usage. */
    OPENAI_STREAM("/v1/chat/completions") {
        @Override
        String text() {
            StringBuilder events = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                events.append(CHUNK)
                        .append("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                        .append(prose(3 + i % 9))
                        .append("\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n");
            }
            return events
                    + CHUNK + "\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                    + "\"usage\":null}\n\n"
                    + CHUNK + "\"choices\":[],\"usage\":{\"prompt_tokens\":1893,\"completion_tokens\":312,"
                    + "\"total_tokens\":2205,\"prompt_tokens_details\":{\"cached_tokens\":1540}}}\n\ndata: [DONE]\n\n";
        }
    };

    private static final String CHUNK =
            "data: {\"id\":\"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT\",\"object\":\"chat.completion.chunk\","
                    + "\"created\":1764497000,\"model\":\"gpt-5-2025-08-07\",\"service_tier\":\"default\","
                    + "\"system_fingerprint\":null,";

    private static final String PROSE =
            "The invoice is rounded once for each line, and again in the sum: with 19 % of tax,"
                    + " 3 lines of 0.05 are a cent too much.\\nRound \\\"half even\\\" in Invoice.total() alone – ";

    private final String path;

    Answers(String path) {
        this.path = path;
    }

    abstract String text();

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    String path() {
        return path;
    }

    /** Return {@code length} characters or a little more, as JSON holds them. */
    private static String prose(int length) {
        String text = PROSE.repeat(1 + length / PROSE.length());
        int end = length;
        while (text.charAt(end - 1) == '\\') {
            end++;
        }
        return text.substring(0, end);
    }
}
