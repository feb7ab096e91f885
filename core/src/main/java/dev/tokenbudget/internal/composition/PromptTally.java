package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Collects the fixed prompts of an agent's calls, and merges them where there are too many to tell apart. */
final class PromptTally {

    /** Beyond these, a prompt is not one of a few but different from call to call: a date in it, an id. */
    private static final int MOST = 8;

    private final Map<List<Object>, FixedPrompt> byHashes = new LinkedHashMap<>();

    void add(PromptSections prompt, TokenSlope slope) {
        add(FixedPrompt.of(prompt, slope));
    }

    /** Add a prompt of any number of calls; prompts that were put together before may differ even where their hashes agree. */
    void add(FixedPrompt prompt) {
        boolean several = prompt.variants() > 1;
        byHashes.merge(
                List.of(prompt.systemHash(), prompt.toolsHash(), several),
                prompt,
                (known, more) -> known.with(more, several ? known.variants() + more.variants() : 1));
    }

    /** Return all prompts as one of several variants; nothing where there is none. */
    Optional<FixedPrompt> together() {
        return byHashes.values().stream()
                .sorted(FixedPrompt.ORDER)
                .reduce((known, more) -> known.with(more, known.variants() + more.variants()));
    }

    /** Return at most eight prompts, sorted by their hashes. */
    List<FixedPrompt> toList() {
        Collection<FixedPrompt> prompts = byHashes.values();
        if (prompts.size() > MOST) {
            prompts = together(prompts, FixedPrompt::toolsHash);
        }
        if (prompts.size() > MOST) {
            prompts = together(prompts, prompt -> Optional.empty());
        }
        return prompts.stream().sorted(FixedPrompt.ORDER).toList();
    }

    private static Collection<FixedPrompt> together(
            Collection<FixedPrompt> prompts, Function<FixedPrompt, Optional<String>> group) {
        Map<Optional<String>, FixedPrompt> merged = new LinkedHashMap<>();
        for (FixedPrompt prompt : prompts) {
            merged.merge(
                    group.apply(prompt), prompt, (known, more) -> known.with(more, known.variants() + more.variants()));
        }
        return new ArrayList<>(merged.values());
    }
}
