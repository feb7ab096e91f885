package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.Fact;
import dev.tokenbudget.internal.price.CostParts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of why a task's tokens and its cost moved: the tokens of the causes add up to those of the task, and so do their
 * dollars.
 */
record ExplanationJson(
        String sentence,
        BigInteger tokens,
        @Nullable BigDecimal usd,
        @Nullable String usdUnknownBecause,
        List<CauseJson> causes,
        List<Fact> facts) {

    static ExplanationJson of(Explanation explanation, Optional<String> usdUnknownBecause) {
        return new ExplanationJson(
                explanation.sentence(),
                explanation.tokens(),
                explanation.usd().map(CostParts::plain).orElse(null),
                usdUnknownBecause.orElse(null),
                explanation.causes().stream().map(CauseJson::of).toList(),
                explanation.facts());
    }

    record CauseJson(
            Cause.Kind kind,
            List<String> tools,
            @Nullable String server,
            BigInteger tokens,
            @Nullable BigDecimal points,
            @Nullable BigDecimal usd,
            @Nullable BigDecimal usdPoints,
            List<AgentShareJson> agents,
            String text) {

        static CauseJson of(Cause cause) {
            return new CauseJson(
                    cause.kind(),
                    cause.tools(),
                    cause.server().orElse(null),
                    cause.tokens(),
                    cause.points().orElse(null),
                    cause.usd().map(CostParts::plain).orElse(null),
                    cause.usdPoints().orElse(null),
                    cause.agents().stream().map(AgentShareJson::of).toList(),
                    cause.text());
        }
    }

    record AgentShareJson(
            String agent, BigInteger tokens, @Nullable BigDecimal usd) {

        static AgentShareJson of(Cause.AgentShare share) {
            return new AgentShareJson(
                    share.agent(),
                    share.tokens(),
                    share.usd().map(CostParts::plain).orElse(null));
        }
    }
}
