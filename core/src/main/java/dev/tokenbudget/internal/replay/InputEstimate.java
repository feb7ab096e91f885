package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.replay.Slopes.Slope;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the input of a request is estimated at that was never counted: what was recorded of another, and what its text is
 * longer. What a provider adds to both falls out of the difference, so that nothing needs to be known of it.
 *
 * @param tokens the whole prompt; 0 or more
 * @param error how far that may be off, up or down
 */
public record InputEstimate(long tokens, long error) {

    /** A tool's definition is read in other words than its JSON has: some more, or some fewer. */
    private static final long ERROR_PER_TOOL = 30;

    /** Providers add up to as many tokens of instructions to a prompt that declares tools. */
    private static final long HIDDEN_INSTRUCTIONS = 700;

    /** A picture or a page makes about as many tokens; what it is told of one is its length. */
    private static final long ERROR_OF_OPAQUE = 1500;

    /** Nothing, for sure. */
    public static final InputEstimate NONE = new InputEstimate(0, 0);

    /** Return an estimate of what is known for sure. */
    public static InputEstimate exactly(long tokens) {
        return new InputEstimate(tokens, 0);
    }

    /**
     * Estimate the input of a request that a recorded one has become.
     *
     * @param input the recorded input
     * @param recorded what the recorded prompt was made of
     * @param asked what the prompt is made of now
     * @param slope how many tokens the model counts for text
     */
    public static InputEstimate changed(long input, PromptSections recorded, PromptSections asked, Slope slope) {
        double error = ERROR_PER_TOOL * Math.abs(asked.toolCount() - recorded.toolCount())
                + ((asked.toolCount() > 0) == (recorded.toolCount() > 0) ? 0 : HIDDEN_INSTRUCTIONS)
                + (asked.opaqueCharacters() == recorded.opaqueCharacters() ? 0 : ERROR_OF_OPAQUE);
        InputEstimate text = grown(recorded.sections(), asked.sections(), slope);
        return new InputEstimate(Math.max(0, input + text.tokens), text.error + (long) Math.ceil(error));
    }

    /**
     * Estimate the least that the input of a request can be of which nothing is recorded.
     *
     * @param asked what its prompt is made of
     * @param nearest the recorded call that is most like it: what its provider added, it adds to this one too
     * @param slope how many tokens the model counts for text
     */
    public static long atLeast(PromptSections asked, Optional<ModelCall> nearest, Slope slope) {
        double least = slope.tokens() * (1 - slope.error());
        long overhead = nearest.flatMap(call -> overhead(call, asked, slope)).orElse(0L);
        return (long) Math.floor(least * asked.tokens()) + overhead;
    }

    /** What a provider adds is told by a prompt that is all text, and with tools it is more. */
    private static Optional<Long> overhead(ModelCall call, PromptSections asked, Slope slope) {
        return call.prompt()
                .filter(prompt -> prompt.whole() && prompt.opaqueCharacters() == 0)
                .filter(prompt -> (asked.toolCount() > 0) == (prompt.toolCount() > 0))
                .filter(prompt -> call.usage().input().isPresent())
                .map(prompt -> call.usage().input().getAsLong() - Math.round(slope.tokens() * prompt.tokens()))
                .map(added -> Math.max(0, added));
    }

    /**
     * Estimate the least that the input of a request can be that goes on from a call whose conversation the provider keeps:
     * what that call read and said, and what is said now.
     */
    public static long atLeastAfter(TokenUsage followed, PromptSections asked, Slope slope) {
        double said = slope.tokens() * (1 - slope.error()) * tokens(conversation(asked));
        long kept = followed.input().orElse(0)
                + followed.output().orElse(0)
                - followed.reasoning().orElse(0);
        return kept + (long) Math.floor(said);
    }

    /** Estimate how much longer a conversation is than a recorded one, without what is told anew in each of its requests. */
    public static InputEstimate conversation(PromptSections recorded, PromptSections asked, Slope slope) {
        return grown(conversation(recorded), conversation(asked), slope);
    }

    /** Return this estimate, and what another is more. */
    public InputEstimate plus(InputEstimate other) {
        return new InputEstimate(tokens + other.tokens, error + other.error);
    }

    private static InputEstimate grown(List<Section> recorded, List<Section> asked, Slope slope) {
        long changed = IntStream.range(0, asked.size())
                .mapToLong(i -> Math.abs(asked.get(i).tokens() - recorded.get(i).tokens()))
                .sum();
        return new InputEstimate(Math.round(slope.tokens() * (tokens(asked) - tokens(recorded))), (long)
                Math.ceil(slope.tokens() * slope.error() * changed));
    }

    private static long tokens(List<Section> sections) {
        return sections.stream().mapToLong(Section::tokens).sum();
    }

    private static List<Section> conversation(PromptSections prompt) {
        return List.of(prompt.history(), prompt.toolResults(), prompt.user());
    }
}
