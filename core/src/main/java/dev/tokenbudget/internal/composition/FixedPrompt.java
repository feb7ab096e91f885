package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Item;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A system prompt with its tool definitions, and the calls that were made with them.
 *
 * @param systemHash the first 16 digits of the system prompt's SHA-256; absent where there is no system prompt, and where
 *     several were put together
 * @param toolsHash the first 16 digits of the tool definitions' SHA-256; absent in the same cases
 * @param variants how many different prompts are put together here, from 1 on
 * @param tools number of tools defined, the most where variants differ
 * @param calls calls made with it
 * @param systemTokens tokens of the system prompt, summed over the calls
 * @param toolTokens tokens of the tool definitions, summed over the calls
 * @param definitions the definitions of its tools, by name; they add up to {@code toolTokens}; empty where they were not told apart,
 *     as in files of before
 * @param smallest tokens of the smallest of the calls' prompts, system prompt and tool definitions
 * @param largest tokens of the largest of the calls' prompts, system prompt and tool definitions
 */
public record FixedPrompt(
        Optional<String> systemHash,
        Optional<String> toolsHash,
        int variants,
        int tools,
        long calls,
        BigInteger systemTokens,
        BigInteger toolTokens,
        SortedMap<String, ToolDefinition> definitions,
        BigInteger smallest,
        BigInteger largest) {

    static final Comparator<FixedPrompt> ORDER = Comparator.comparing(
                    (FixedPrompt prompt) -> prompt.systemHash().orElse(""))
            .thenComparing(prompt -> prompt.toolsHash().orElse(""));

    public FixedPrompt {
        definitions = definitions.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
        if (variants < 1 || calls < 1 || tools < 0) {
            throw new IllegalArgumentException("A prompt has at least one variant and one call, and no fewer than 0"
                    + " tools, but this one has " + variants + ", " + calls + " and " + tools + ".");
        }
        BigInteger tokens = systemTokens.add(toolTokens);
        BigInteger times = BigInteger.valueOf(calls);
        if (variants > calls
                || systemTokens.signum() < 0
                || toolTokens.signum() < 0
                || smallest.signum() < 0
                || tokens.compareTo(smallest.multiply(times)) < 0
                || tokens.compareTo(largest.multiply(times)) > 0) {
            throw new IllegalArgumentException(calls + " call(s) of " + variants + " prompt(s) with " + smallest
                    + " to " + largest + " tokens cannot have " + systemTokens + " and " + toolTokens + " together.");
        }
    }

    /** Return the prompt of one call, with the slope of its model. */
    static FixedPrompt of(PromptSections prompt, TokenSlope slope) {
        BigInteger system = BigInteger.valueOf(slope.of(prompt.system().tokens()));
        long toolTokens = slope.of(prompt.tools().tokens());
        BigInteger tools = BigInteger.valueOf(toolTokens);
        return new FixedPrompt(
                prompt.hashes().system(),
                prompt.hashes().tools(),
                1,
                prompt.toolCount(),
                1,
                system,
                tools,
                definitions(prompt, toolTokens),
                system.add(tools),
                system.add(tools));
    }

    /** Whether it is known what each tool's definition is, or that there are none. */
    public boolean tellsTools() {
        return toolTokens.signum() == 0 || !definitions.isEmpty();
    }

    private static SortedMap<String, ToolDefinition> definitions(PromptSections prompt, long size) {
        if (prompt.items().isEmpty()) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, ToolDefinition> definitions = new TreeMap<>();
        List<Item> items = prompt.items().stream()
                .filter(item -> item.kind() == Item.Kind.TOOL_DEFINITION)
                .toList();
        if (!items.isEmpty()) {
            List<Long> tokens =
                    Portions.of(size, items.stream().map(Item::tokens).toList());
            for (int i = 0; i < items.size(); i++) {
                ToolDefinition definition =
                        new ToolDefinition(Optional.of(items.get(i).hash()), 1, BigInteger.valueOf(tokens.get(i)));
                definitions.merge(items.get(i).tool().orElse(ToolResults.UNNAMED), definition, ToolDefinition::beside);
            }
        }
        return definitions;
    }

    /** What is not known of all calls is known of none. */
    private SortedMap<String, ToolDefinition> definitions(FixedPrompt other) {
        boolean areNone = definitions.isEmpty() && other.definitions.isEmpty();
        if (areNone || !tellsTools() || !other.tellsTools()) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, ToolDefinition> all = new TreeMap<>(definitions);
        other.definitions.forEach((tool, definition) -> all.merge(tool, definition, ToolDefinition::with));
        return all;
    }

    /** Return the hash of the system prompt or of the tool definitions. */
    public Optional<String> hash(Part section) {
        return section == Part.TOOLS ? toolsHash : systemHash;
    }

    /** Return the tokens of the system prompt and of the tool definitions, summed over the calls. */
    public BigInteger tokens() {
        return systemTokens.add(toolTokens);
    }

    /** Whether the hashes tell this prompt from every other, so that all its calls sent the same text. */
    public boolean isIdentified() {
        return variants == 1
                && (systemHash.isPresent() || systemTokens.signum() == 0)
                && (toolsHash.isPresent() || toolTokens.signum() == 0);
    }

    /** Return both together; what they do not share of the hashes is lost. */
    FixedPrompt with(FixedPrompt other, int variants) {
        return new FixedPrompt(
                systemHash.filter(hash -> other.systemHash.equals(systemHash)),
                toolsHash.filter(hash -> other.toolsHash.equals(toolsHash)),
                variants,
                Math.max(tools, other.tools),
                calls + other.calls,
                systemTokens.add(other.systemTokens),
                toolTokens.add(other.toolTokens),
                definitions(other),
                smallest.min(other.smallest),
                largest.max(other.largest));
    }
}
