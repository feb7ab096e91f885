package dev.tokenbudget.suites.offline;

/** Prompt caching as OpenAI does it: without being asked, in steps of 128 tokens, and without telling what it wrote. */
final class AutomaticCache {

    private static final long STEP = 128;

    private final PromptCache cache;

    AutomaticCache(Counting counting) {
        cache = new PromptCache(counting);
    }

    Charge charge(OfflineRequest request) {
        Charge charge = cache.charge(request);
        long read = charge.cacheRead() / STEP * STEP;
        return new Charge(charge.input(), read, 0, 0, 0, 0);
    }
}
