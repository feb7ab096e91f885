package dev.tokenbudget.internal.gateway.protocol;

import java.util.List;

/**
 * Requests that are known to use no tokens: the one list of them, which {@code docs/protocols.md} shows. What is neither read
 * by a protocol nor here counts as a call of unknown usage.
 */
final class KnownFree {

    /** Ends of paths, some with their method. */
    static final String LIST = """
            /count_tokens, /count-tokens, /count-tokens:*, /token_counter, /input_tokens, /input_tokens/count, :count*,
            :compute*, /tokenize, /detokenize, /tokenize-text, /tokenization, /tokenizer, /tokenizers/*, :tokenize,
            /apply-template,

            GET /models, GET /models/*, /api/tags, /api/ps, /api/version, /api/show, /api/pull, /api/push, /api/create,
            /api/copy, /api/blobs/*, /slots/*, /models/load, /models/unload, /load_lora_adapter, /unload_lora_adapter,

            /files, /files/*, /files/*/content, /files:*, /uploads, /uploads/*/*, /skills, /skills/*/*, /datasets,
            /vector_stores, /vector_stores/*, /vector_stores/*/*, /vector_stores/*/*/*, /containers, /containers/*/*,
            /libraries, /libraries/*, /libraries/*/documents,

            POST /assistants, POST /assistants/*, POST /threads, POST /threads/*, /threads/*/messages,
            /threads/*/messages/*, POST /threads/*/runs/*, /runs/*/steps, /runs/*/steps/*, POST /conversations,
            POST /conversations/*, /conversations/*/items, POST /agents, PATCH /agents/*, POST /prompts,
            POST /chat/completions/*, /cachedContents/*, PATCH /batches/*,

            /moderations, /guardrail/*/version/*/apply, /text:analyze, /image:analyze,

            /operations/*, /operations/*:*, :fetchPredictOperation, /fine_tuning/jobs/*/cancel, /fine_tuning/jobs/*/pause,
            /fine_tuning/jobs/*/resume,

            /oauth/token, /oauth2/token, /oauth2/v2.0/token, /identity/token, /check-api-key, /auth/keys, /feedback,
            /api/event_logging/batch, /api/claude_cli_feedback, /api/claude_code/*, /v1/traces, /v1/metrics, /v1/logs,
            :loadCodeAssist, :onboardUser, :recordCodeAssistMetrics
            """;

    private static final List<PathPattern> PATTERNS = PathPattern.parseAll(LIST);

    private KnownFree() {}

    static boolean contains(ModelRequest request) {
        return PATTERNS.stream().anyMatch(pattern -> pattern.matches(request));
    }
}
