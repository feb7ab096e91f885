package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptRepeat;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the billed calls of one run repeat of earlier prompts. A call that is a further attempt of one that the provider
 * refused repeats that as a whole, which says nothing: what the first attempt repeated stands for it.
 */
public final class SettledRepeats {

    private final Map<String, PromptRepeat.Compared> refused = new HashMap<>();

    /** Return what the next call of the run repeats; nothing of a call that was refused. */
    public PromptRepeat.Compared next(ModelCall call) {
        PromptRepeat.Compared compared =
                call.prompt().map(PromptSections::repeats).orElse(PromptRepeat.Compared.NOT);
        Optional<String> request = call.prompt().map(PromptSections::hashes).flatMap(Hashes::request);
        if (call.isBilled()) {
            return request.map(refused::remove).orElse(compared);
        }
        request.ifPresent(hash -> refused.putIfAbsent(hash, compared));
        return PromptRepeat.Compared.NOT;
    }
}
