package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.prompt.PromptBeginning;
import dev.tokenbudget.internal.replay.CacheEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The prompts of a run whose beginnings a provider may have in its cache when a later request comes. */
final class CachedPrompts {

    private final List<Prompts> sent = new ArrayList<>();

    /**
     * What was sent, then and now.
     *
     * @param recorded the recorded prompt
     * @param asked what it has become
     */
    private record Prompts(PromptBeginning recorded, PromptBeginning asked) {}

    /** Take over what was sent in an earlier run. */
    void addAll(CachedPrompts earlier) {
        sent.addAll(earlier.sent());
    }

    /** Note that a recorded request was sent as {@code asked}, and return how that changes what it reads from the cache. */
    synchronized Change add(ComparedRequest recorded, ComparedRequest asked) {
        Prompts prompts = new Prompts(
                PromptBeginning.of(recorded.request().body()),
                PromptBeginning.of(asked.request().body()));
        Change change = new Change(
                read(prompts.recorded(), Prompts::recorded),
                read(prompts.asked(), Prompts::asked),
                prompts.asked().sharedWith(prompts.recorded()),
                prompts.asked().cached() - prompts.recorded().cached(),
                prompts.recorded().text().length());
        sent.add(prompts);
        return change;
    }

    private synchronized List<Prompts> sent() {
        return List.copyOf(sent);
    }

    private int read(PromptBeginning prompt, Function<Prompts, PromptBeginning> side) {
        return sent.stream()
                .mapToInt(earlier -> prompt.readAfter(side.apply(earlier)))
                .max()
                .orElse(0);
    }

    /**
     * Lengths in characters that tell what a request reads from the cache.
     *
     * @param shared what the recorded request shared with those before it
     * @param sharedNow what the request shares with those before it
     * @param kept what it shares with the recorded one
     * @param grown how much longer the part is that is put into the cache
     * @param length of the recorded prompt
     */
    record Change(int shared, int sharedNow, int kept, int grown, int length) {

        /** Nothing has changed. */
        static final Change NONE = new Change(0, 0, Integer.MAX_VALUE, 0, 1);

        /**
         * Return the same in tokens.
         *
         * @param tokens of the recorded prompt
         */
        CacheEstimate inTokens(double tokens) {
            double each = length == 0 ? 0 : tokens / length;
            return new CacheEstimate(
                    Math.round(shared * each),
                    Math.round(sharedNow * each),
                    Math.round(kept * each),
                    Math.round(grown * each));
        }
    }
}
