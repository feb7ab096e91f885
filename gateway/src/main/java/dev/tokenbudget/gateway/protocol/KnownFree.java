package dev.tokenbudget.gateway.protocol;

import java.util.List;
import java.util.stream.Stream;

/**
 * Requests that are known to use no tokens: the one list of them, which {@code docs/protocols.md} shows. What is neither read
 * by a protocol nor here counts as a call of unknown usage.
 */
final class KnownFree {

    private static final List<PathPattern> PATTERNS = Stream.of(
                    // tokens are counted, not used
                    "/count_tokens",
                    "/count-tokens",
                    "/input_tokens",
                    "/input_tokens/count",
                    ":count*",
                    ":compute*",
                    "/tokenize",
                    "/detokenize",
                    "/tokenization",
                    "/apply-template",
                    "/tokenizers/*",
                    // files, and what is made of them
                    "/files",
                    "/files/*",
                    "/files/*/content",
                    "/files:*",
                    "/uploads",
                    "/uploads/*/*",
                    "/skills",
                    "/skills/*/*",
                    "/datasets",
                    "/vector_stores",
                    "/vector_stores/*",
                    "/vector_stores/*/*",
                    "/vector_stores/*/*/*",
                    "/containers",
                    "/containers/*/*",
                    "/libraries",
                    "/libraries/*",
                    "/libraries/*/documents",
                    // what an answer is made from is kept, and no model asked
                    "POST /assistants",
                    "POST /assistants/*",
                    "POST /threads",
                    "POST /threads/*",
                    "/threads/*/messages",
                    "/threads/*/messages/*",
                    "POST /threads/*/runs/*",
                    "/runs/*/steps",
                    "/runs/*/steps/*",
                    "POST /conversations",
                    "POST /conversations/*",
                    "/conversations/*/items",
                    "POST /agents",
                    "PATCH /agents/*",
                    "POST /prompts",
                    "POST /chat/completions/*",
                    "/cachedContents/*",
                    "PATCH /batches/*",
                    // moderation is free where it is offered, and never billed by the token
                    "/moderations",
                    "/chat/moderations",
                    "/guardrail/*/version/*/apply",
                    "/text:analyze",
                    "/image:analyze",
                    // models on one's own machine are fetched, made and shown
                    "/api/show",
                    "/api/pull",
                    "/api/push",
                    "/api/create",
                    "/api/copy",
                    "/api/blobs/*",
                    "/slots/*",
                    "/models/load",
                    "/models/unload",
                    "/load_lora_adapter",
                    "/unload_lora_adapter",
                    // work that is under way is asked after, or stopped
                    "/operations/*",
                    "/operations/*:*",
                    ":fetchPredictOperation",
                    "/fine_tuning/jobs/*/cancel",
                    "/fine_tuning/jobs/*/pause",
                    "/fine_tuning/jobs/*/resume",
                    "/fine_tuning/jobs/*/checkpoints",
                    // keys and sign-in, feedback and telemetry of clients
                    "/oauth/token",
                    "/oauth2/token",
                    "/oauth2/v2.0/token",
                    "/identity/token",
                    "/check-api-key",
                    "/auth/keys",
                    "/feedback",
                    "/api/event_logging/batch",
                    "/api/claude_cli_feedback",
                    "/api/claude_code/*",
                    "/v1/traces",
                    "/v1/metrics",
                    "/v1/logs",
                    ":loadCodeAssist",
                    ":onboardUser",
                    ":recordCodeAssistMetrics")
            .map(PathPattern::parse)
            .toList();

    private KnownFree() {}

    static boolean contains(ModelRequest request) {
        return PATTERNS.stream().anyMatch(pattern -> pattern.matches(request));
    }
}
