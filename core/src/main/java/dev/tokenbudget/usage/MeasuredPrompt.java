package dev.tokenbudget.usage;

import java.util.List;

/** The sizes of {@link PromptSections}. */
record MeasuredPrompt(
        Section system,
        Section tools,
        Section responseFormat,
        Section history,
        Section toolResults,
        Section user,
        long opaqueCharacters,
        int toolCount,
        int repeatedToolCalls,
        boolean whole,
        Hashes hashes,
        List<Item> items,
        PromptSections.Repeat.Compared repeats)
        implements PromptSections {

    @Override
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public boolean isPartlyOpaque() {
        return opaqueCharacters > 0;
    }
}
