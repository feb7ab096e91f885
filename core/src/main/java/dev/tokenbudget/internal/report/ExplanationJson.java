package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.explanation.Cause;
import dev.tokenbudget.internal.explanation.Explanation;
import dev.tokenbudget.internal.explanation.Fact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of why a task's tokens moved: the tokens of the causes add up to those of the task. */
record ExplanationJson(String sentence, BigInteger tokens, List<CauseJson> causes, List<Fact> facts) {

    static ExplanationJson of(Explanation explanation) {
        return new ExplanationJson(
                explanation.sentence(),
                explanation.tokens(),
                explanation.causes().stream().map(CauseJson::of).toList(),
                explanation.facts());
    }

    record CauseJson(
            Cause.Kind kind,
            BigInteger tokens,
            @Nullable BigDecimal points,
            List<Cause.AgentShare> agents,
            String text) {

        static CauseJson of(Cause cause) {
            return new CauseJson(
                    cause.kind(), cause.tokens(), cause.points().orElse(null), cause.agents(), cause.text());
        }
    }
}
