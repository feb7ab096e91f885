package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.cost.TestPrice;
import org.jspecify.annotations.Nullable;

/** The JSON form of what runs cost with their judges; what is not known is absent. */
record JsonTestPrice(
        int runs,
        SpentJson agent,
        SpentJson judge,
        @Nullable Double share) {

    static @Nullable JsonTestPrice of(TestPrice price) {
        return price.isGraded()
                ? new JsonTestPrice(
                        price.runs(),
                        SpentJson.of(price.agent()),
                        SpentJson.of(price.judge()),
                        price.share().isPresent() ? price.share().getAsDouble() : null)
                : null;
    }

    /** What all runs used; where {@code whole} is false, at least. */
    record SpentJson(
            long calls,
            long tokens,
            boolean whole,
            @Nullable Double usd) {

        static SpentJson of(TestPrice.Spent spent) {
            return new SpentJson(
                    spent.calls(), spent.tokens(), spent.isWhole(), spent.usd().orElse(null));
        }
    }
}
