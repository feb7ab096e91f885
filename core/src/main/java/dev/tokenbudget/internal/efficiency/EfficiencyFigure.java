package dev.tokenbudget.internal.efficiency;

import dev.tokenbudget.internal.text.Figures;
import java.util.function.DoubleFunction;

/** What tells how well the tokens of a task's runs are used. */
public enum EfficiencyFigure {
    /** The share of the input that was read from a prompt cache, of calls that tell it; 0 to 1. */
    CACHE_HIT_RATE("cacheHitRate", "input read from a cache", Figures::share),
    /** The share of requests that repeats the one before in the same conversation, from its begin; 0 to 1. */
    STABLE_PREFIX("stablePrefix", "requests that repeat the one before", Figures::share),
    /** Output tokens / input tokens. */
    OUTPUT_RATIO("outputRatio", "output / input", value -> Figures.ratio(value)),
    /** The share of system prompts and tool definitions in the input, of calls whose prompt was seen; 0 to 1. */
    FIXED_SHARE("fixedShare", "system prompt and tools in the input", Figures::share),
    /** Calls of a mean run. */
    CALLS("calls", "calls a run", Figures::count),
    /** Tool calls that the model requests in a mean run. */
    TOOL_CALLS("toolCalls", "tool calls a run", Figures::count),
    /** Runs that succeeded / runs that were made; 0 to 1. */
    PASS_RATE("passRate", "runs that succeed", Figures::share),
    /** Tokens of all runs, those that failed included / runs that succeeded. */
    TOKENS_PER_SUCCESS("tokensPerSuccess", "tokens per successful run", Figures::count);

    private final String key;
    private final String label;
    private final DoubleFunction<String> text;

    EfficiencyFigure(String key, String label, DoubleFunction<String> text) {
        this.key = key;
        this.label = label;
        this.text = text;
    }

    /** Return the name used in files. */
    public String key() {
        return key;
    }

    /** Return what it is, in a few words. */
    public String label() {
        return label;
    }

    /** Return {@code value} as reports show it. */
    public String text(double value) {
        return text.apply(value);
    }
}
