package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the answers of one model have told so far: how many tokens its provider counts for a prompt, and how long its answers
 * are. Not safe for use by several threads.
 *
 * <p>A provider counts each text of a prompt by its own vocabulary, and adds to it what it does not show: the input is
 * {@code hidden + slope × counted}, hidden at least 0, and the slope at least {@link #LEAST_SLOPE}. So each answer bounds the
 * inputs of other prompts from both sides, and what all of them allow is between the smallest and the largest.
 */
final class ModelExperience {

    /** Below every vocabulary's tokens for one of {@code o200k_base}; {@code TokenSlope} knows 0.93 as the lowest. */
    private static final double LEAST_SLOPE = 0.7;

    /** How much more than any so far the next prompt and answer are given room for. */
    private static final double MORE_OF_INPUT = 1.1;

    private static final long MORE_OF_OUTPUT = 2;

    private boolean heard;
    private boolean readFromCache;
    private final CountingLine line = new CountingLine();
    private double leastRatio = Double.POSITIVE_INFINITY;
    private double leastExcess = Double.POSITIVE_INFINITY;
    private double mostRatio;
    private double mostExcess = Double.NEGATIVE_INFINITY;
    private long longestInput;
    private long longestOutput;

    /** Take note of an answer to {@code prompt}; an attempt that was not billed tells nothing. */
    void learn(ModelCall answer, Optional<PromptSections> prompt) {
        if (!answer.isBilled()) {
            return;
        }
        heard = true;
        TokenUsage usage = answer.usage();
        readFromCache |= usage.cacheRead().orElse(0) > 0;
        longestOutput = Math.max(longestOutput, usage.output().orElse(0));
        longestInput = Math.max(longestInput, usage.input().orElse(0));
        if (usage.input().isPresent() && prompt.filter(PromptSections::whole).isPresent()) {
            learn(usage.input().getAsLong(), prompt.get());
        }
    }

    private void learn(long input, PromptSections prompt) {
        double counted = Math.max(1, prompt.tokens());
        double excess = input - LEAST_SLOPE * counted;
        mostRatio = Math.max(mostRatio, input / counted);
        mostExcess = Math.max(mostExcess, excess);
        if (prompt.opaqueCharacters() == 0) {
            leastRatio = Math.min(leastRatio, input / counted);
            leastExcess = Math.min(leastExcess, excess);
            line.learn(counted, input);
        }
    }

    /** Return the fewest tokens that a prompt has of whose texts {@code counted} tokens were counted. */
    long leastInput(long counted) {
        double unheard = LEAST_SLOPE * counted;
        if (leastRatio == Double.POSITIVE_INFINITY) {
            return (long) unheard;
        }
        double certain = Math.max(0, Math.min(leastRatio * Math.max(1, counted), leastExcess + unheard));
        return (long) Math.max(certain, line.least(counted).orElse(0));
    }

    /** Return the most tokens that a prompt has, as far as is known; nothing where no answer has told how they are counted. */
    OptionalLong mostInput(CallForecast call) {
        if (!heard || call.bytes().isEmpty()) {
            return OptionalLong.empty();
        }
        long bytes = call.bytes().getAsLong();
        Optional<PromptSections> prompt = call.measured();
        if (prompt.isEmpty() || mostRatio == 0) {
            return OptionalLong.of(Math.max(bytes, longestInput));
        }
        if (!prompt.get().whole()) {
            return OptionalLong.of(longestInput + longestOutput + bytes);
        }
        double counted = Math.max(1, prompt.get().tokens());
        double most = Math.max(mostRatio * counted, mostExcess + LEAST_SLOPE * counted);
        return OptionalLong.of(
                (long) Math.ceil(MORE_OF_INPUT * most) + prompt.get().opaqueCharacters());
    }

    /** Return the longest answer to be expected where the request sets no limit; nothing where there was none yet. */
    OptionalLong mostOutput() {
        return heard ? OptionalLong.of(MORE_OF_OUTPUT * longestOutput) : OptionalLong.empty();
    }

    /** Return the longest answer so far. */
    long longestOutput() {
        return longestOutput;
    }

    /** Whether prompts of this model may cost less than their full price. */
    boolean mayReadFromCache() {
        return readFromCache || !heard;
    }
}
