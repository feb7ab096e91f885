package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the billed calls of one run repeat of earlier prompts. A call that is a further attempt of one that the provider
 * refused repeats that as a whole, which says nothing: what the first attempt repeated stands for it.
 */
public final class SettledRepeats {

    private final Map<String, Repeat.Compared> refused = new HashMap<>();

    /** Return what the next call of the run repeats; nothing of a call that was refused. */
    public Repeat.Compared next(ModelCall call) {
        Repeat.Compared compared = call.prompt().map(PromptSections::repeats).orElse(Repeat.Compared.NOT);
        Optional<String> request = call.prompt().map(PromptSections::hashes).flatMap(Hashes::request);
        if (call.isBilled()) {
            return request.map(refused::remove).orElse(compared);
        }
        request.ifPresent(hash -> refused.putIfAbsent(hash, compared));
        return Repeat.Compared.NOT;
    }
}
