package dev.tokenbudget.testkit;

import dev.tokenbudget.usage.TokenUsage;

/** The usage that the answers of a {@link LoopbackProvider} report, in the normal form. */
public final class KnownUsage {

    /** The usage of {@code openai-chat} and {@code openai-response}. */
    public static final TokenUsage OPENAI =
            TokenUsage.of(1200, 300).withCacheRead(1024).withReasoning(128);

    /** The usage of {@code openai-tool-call}. */
    public static final TokenUsage TOOL_CALL = TokenUsage.of(80, 20);

    /** The usage of {@code anthropic-message}. */
    public static final TokenUsage ANTHROPIC =
            TokenUsage.of(2400, 50).withCacheRead(2000).withCacheWrite(300);

    /** The usage of {@code gemini-content}. */
    public static final TokenUsage GEMINI =
            TokenUsage.of(409, 100).withCacheRead(256).withReasoning(70);

    private KnownUsage() {}
}
