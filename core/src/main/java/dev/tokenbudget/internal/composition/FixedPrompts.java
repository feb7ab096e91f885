package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Collects the fixed prompts of an agent's calls, and puts them together where there are too many to tell apart. */
final class FixedPrompts {

    /** Beyond these, a prompt is not one of a few but different from call to call: a date in it, an id. */
    private static final int MOST = 8;

    private final Map<List<Object>, FixedPrompt> byHashes = new LinkedHashMap<>();
    private Optional<Repeated> latest = Optional.empty();

    /** Add the prompt of a call, with the slope of its model. */
    void add(PromptSections prompt, TokenSlope slope) {
        if (latest.isEmpty() || !latest.get().isRepeatedBy(prompt, slope)) {
            addLatest();
            latest = Optional.of(new Repeated(prompt, slope));
        }
        latest.get().calls++;
    }

    private void addLatest() {
        latest.map(Repeated::toFixedPrompt).ifPresent(this::add);
        latest = Optional.empty();
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
        addLatest();
        return byHashes.values().stream()
                .sorted(FixedPrompt.ORDER)
                .reduce((known, more) -> known.with(more, known.variants() + more.variants()));
    }

    /** Return at most eight prompts, sorted by their hashes. */
    List<FixedPrompt> toList() {
        addLatest();
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

    /** Calls one after the other with the very same prompt, which most calls are: they are added at once. */
    private static final class Repeated {
        private final PromptSections prompt;
        private final TokenSlope slope;
        private long calls;

        Repeated(PromptSections prompt, TokenSlope slope) {
            this.prompt = prompt;
            this.slope = slope;
        }

        boolean isRepeatedBy(PromptSections next, TokenSlope slopeOfNext) {
            return slopeOfNext.equals(slope)
                    && next.system().tokens() == prompt.system().tokens()
                    && next.tools().tokens() == prompt.tools().tokens()
                    && next.toolCount() == prompt.toolCount()
                    && next.hashes().system().equals(prompt.hashes().system())
                    && next.hashes().tools().equals(prompt.hashes().tools());
        }

        FixedPrompt toFixedPrompt() {
            BigInteger system = BigInteger.valueOf(slope.of(prompt.system().tokens()));
            BigInteger tools = BigInteger.valueOf(slope.of(prompt.tools().tokens()));
            BigInteger both = system.add(tools);
            BigInteger times = BigInteger.valueOf(calls);
            return new FixedPrompt(
                    prompt.hashes().system(),
                    prompt.hashes().tools(),
                    1,
                    prompt.toolCount(),
                    calls,
                    system.multiply(times),
                    tools.multiply(times),
                    both,
                    both);
        }
    }
}
