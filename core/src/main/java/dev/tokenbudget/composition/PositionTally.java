package dev.tokenbudget.composition;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Arrays;
import java.util.Optional;

/** Adds up calls by the parts of their tokens; an unknown count adds nothing. */
final class PositionTally {

    private final ExactSum[] tokens = sums();
    private final ExactSum[] characters = sums();
    private long calls;

    void add(ModelCall call) {
        calls++;
        TokenUsage usage = call.usage();
        ExactSum unseen = tokens(Part.UNSEEN);
        unseen.add(usage.input().orElse(0));
        Optional<PromptSections> prompt = call.prompt();
        if (prompt.isPresent()) {
            PromptSections sections = prompt.get();
            add(Part.SYSTEM, sections.system());
            add(Part.TOOLS, sections.tools());
            add(Part.HISTORY, sections.history());
            add(Part.TOOL_RESULTS, sections.toolResults());
            add(Part.USER, sections.user());
        }
        long output = usage.output().orElse(0);
        // a provider that reports more reasoning than output must not make the answer negative
        long reasoning = Math.max(0, Math.min(usage.reasoning().orElse(0), Math.max(output, 0)));
        ExactSum answer = tokens(Part.OUTPUT);
        answer.add(output);
        answer.subtract(reasoning);
        tokens(Part.REASONING).add(reasoning);
    }

    long calls() {
        return calls;
    }

    /** Return the tokens of a part. */
    ExactSum tokens(Part part) {
        return tokens[part.ordinal()];
    }

    /** Return the characters of a section of the prompts; 0 for a part that is none. */
    ExactSum characters(Part part) {
        return characters[part.ordinal()];
    }

    private void add(Part part, Section section) {
        tokens(part).add(section.tokens());
        tokens(Part.UNSEEN).subtract(section.tokens());
        characters(part).add(section.characters());
    }

    private static ExactSum[] sums() {
        ExactSum[] sums = new ExactSum[Part.values().length];
        Arrays.setAll(sums, part -> new ExactSum());
        return sums;
    }
}
