package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.util.List;
import java.util.Optional;

/** How many tokens of a call's input each section of its prompt is, at the slope of its model; none of a prompt that was not seen. */
final class SectionSizes {

    static final List<Part> SECTIONS =
            List.of(Part.SYSTEM, Part.TOOLS, Part.RESPONSE_FORMAT, Part.HISTORY, Part.TOOL_RESULTS, Part.USER);

    private final long[] sizes = new long[Part.values().length];

    SectionSizes(Optional<PromptSections> prompt, TokenSlope slope) {
        if (prompt.isPresent()) {
            for (Part part : SECTIONS) {
                sizes[part.ordinal()] = slope.of(section(prompt.get(), part).tokens());
            }
        }
    }

    long of(Part section) {
        return sizes[section.ordinal()];
    }

    /** Return {@code section} of a prompt, which is one of {@link #SECTIONS}. */
    static Section section(PromptSections prompt, Part section) {
        return switch (section) {
            case SYSTEM -> prompt.system();
            case TOOLS -> prompt.tools();
            case RESPONSE_FORMAT -> prompt.responseFormat();
            case HISTORY -> prompt.history();
            case TOOL_RESULTS -> prompt.toolResults();
            case USER -> prompt.user();
            case OPAQUE, OVERHEAD, UNSEEN, OUTPUT, REASONING ->
                throw new IllegalArgumentException(section + " is no section of a prompt.");
        };
    }
}
