package dev.tokenbudget.explanation;

import dev.tokenbudget.composition.FixedPrompt;
import dev.tokenbudget.explanation.AgentPairs.Pair;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the hashes of an agent's system prompts and tool definitions. */
final class PromptFacts {

    private PromptFacts() {}

    /** Return what changed about the system prompt, or nothing where it stayed the same or was not seen. */
    static Optional<String> systemPrompt(Pair pair) {
        List<FixedPrompt> before = pair.before().prompts();
        List<FixedPrompt> after = pair.after().prompts();
        Set<String> known = hashes(before, FixedPrompt::systemHash);
        Set<String> now = hashes(after, FixedPrompt::systemHash);
        boolean seen = !before.isEmpty() && !after.isEmpty();
        if (!seen || (known.equals(now) && variants(before) == variants(after))) {
            return Optional.empty();
        }
        if (Collections.disjoint(known, now)) {
            return Optional.of(
                    variants(after) > variants(before)
                            ? "the system prompt changed, and there are " + variants(after)
                                    + " variants of it where there was " + variants(before)
                                    + ": a cache cannot keep what differs from call to call"
                            : "the system prompt changed");
        }
        if (now.containsAll(known)) {
            return Optional.of(now.size() - known.size() + " further system prompt(s) are used beside the known");
        }
        return Optional.of(
                known.containsAll(now)
                        ? known.size() - now.size() + " of " + known.size() + " system prompts are no longer used"
                        : "some of the system prompts changed");
    }

    /** Return by how much the system prompt differs more from call to call, or nothing where it does not. */
    static Optional<String> variants(Pair pair) {
        int before = variants(pair.before().prompts());
        int after = variants(pair.after().prompts());
        return before > 0 && after > before
                ? Optional.of("there are " + after + " variants of the system prompt where there was " + before
                        + ": a cache cannot keep what differs from call to call")
                : Optional.empty();
    }

    /** Return what changed about the tool definitions, or nothing where they stayed the same or were not seen. */
    static Optional<String> tools(Pair pair) {
        List<FixedPrompt> before = pair.before().prompts();
        List<FixedPrompt> after = pair.after().prompts();
        boolean seen = !before.isEmpty() && !after.isEmpty();
        if (!seen || hashes(before, FixedPrompt::toolsHash).equals(hashes(after, FixedPrompt::toolsHash))) {
            return Optional.empty();
        }
        String countBefore = CauseText.toolCounts(List.of(pair), of -> before);
        String countAfter = CauseText.toolCounts(List.of(pair), of -> after);
        return Optional.of(
                countBefore.equals(countAfter)
                        ? "the definitions of the " + countAfter + " tool(s) changed"
                        : "tools: " + countBefore + " → " + countAfter);
    }

    private static int variants(List<FixedPrompt> prompts) {
        Set<String> hashes = hashes(prompts, FixedPrompt::systemHash);
        return hashes.size()
                + prompts.stream()
                        .filter(prompt -> prompt.systemHash().isEmpty() && prompt.variants() > 1)
                        .mapToInt(FixedPrompt::variants)
                        .sum();
    }

    private static Set<String> hashes(List<FixedPrompt> prompts, Function<FixedPrompt, Optional<String>> hash) {
        return prompts.stream().map(hash).flatMap(Optional::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
