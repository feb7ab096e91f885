package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections.Hashes;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells the fixed prompt of a call from that of another.
 *
 * @param seen whether the call's prompt was seen at all
 * @param system hash of the system prompt
 * @param tools hash of the tool definitions
 */
record PromptKey(boolean seen, Optional<String> system, Optional<String> tools) {

    static final Comparator<PromptKey> ORDER = Comparator.comparing(PromptKey::seen)
            .thenComparing(key -> key.tools().orElse(""))
            .thenComparing(key -> key.system().orElse(""));

    private static final PromptKey UNSEEN = new PromptKey(false, Optional.empty(), Optional.empty());

    /** Written out, as the one below: those of a record cost each JVM some classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PromptKey key
                && seen == key.seen
                && system.equals(key.system)
                && tools.equals(key.tools);
    }

    @Override
    public int hashCode() {
        return system.hashCode() * 31 + tools.hashCode();
    }

    static PromptKey of(ModelCall call) {
        return call.prompt()
                .map(prompt -> {
                    Hashes hashes = prompt.hashes();
                    return new PromptKey(true, hashes.system(), hashes.tools());
                })
                .orElse(UNSEEN);
    }

    /** Return this without its system prompt: what prompts with the same tools share. */
    PromptKey ofTools() {
        return new PromptKey(seen, Optional.empty(), tools);
    }

    /** Return this without its tools, if it has a system prompt: what prompts with the same one share. */
    PromptKey ofSystem() {
        return system.isEmpty() ? this : new PromptKey(seen, system, Optional.empty());
    }
}
