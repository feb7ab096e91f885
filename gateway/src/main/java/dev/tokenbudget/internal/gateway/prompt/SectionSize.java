package dev.tokenbudget.internal.gateway.prompt;

import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Section;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Adds up the size of one section of a prompt; the text itself is let go at once. */
final class SectionSize implements PromptSection {

    /** Sections whose hash is kept; the conversation, most of what is sent, is not hashed once more. */
    private static final Set<Item.Kind> HASHED =
            EnumSet.of(Item.Kind.SYSTEM, Item.Kind.TOOL_DEFINITION, Item.Kind.RESPONSE_FORMAT);

    private final TokenCounts counts;
    private final Item.Kind kind;
    private final ItemTally items;
    private final MessageDigest digest = TextHash.newSha256();
    private long characters;
    private double tokens;

    SectionSize(Item.Kind kind, TokenCounts counts, ItemTally items) {
        this.kind = kind;
        this.counts = counts;
        this.items = items;
    }

    @Override
    public void add(String text) {
        add(text, text);
    }

    @Override
    public void add(String text, String sent) {
        characters += text.length();
        double more = counts.of(text);
        tokens += more;
        items.add(kind, text, sent, more);
        if (HASHED.contains(kind)) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void addOpaque(String content) {
        items.addOpaque(kind, content);
    }

    Section section() {
        return new Section(characters, Math.round(tokens));
    }

    /** Return the first digits of the section's SHA-256 where it is one of those that are hashed; the section is complete then. */
    Optional<String> hash() {
        return characters == 0 || !HASHED.contains(kind) ? Optional.empty() : Optional.of(TextHash.firstDigits(digest));
    }
}
