package dev.tokenbudget.internal.replay.change;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Section;
import java.util.function.Function;

/** A part of a prompt whose size is known before and after, in the order in which changes of it are told. */
enum PromptPart {
    SYSTEM(PromptSections::system),
    TOOLS(PromptSections::tools),
    RESPONSE_FORMAT(PromptSections::responseFormat),
    TOOL_RESULTS(PromptSections::toolResults),
    /** What the user asks for is history one turn later. */
    MESSAGES(prompt -> new Section(
            prompt.history().characters() + prompt.user().characters(),
            prompt.history().tokens() + prompt.user().tokens()));

    private final Function<PromptSections, Section> size;

    PromptPart(Function<PromptSections, Section> size) {
        this.size = size;
    }

    /** Return how large this part of {@code prompt} is. */
    Section of(PromptSections prompt) {
        return size.apply(prompt);
    }
}
