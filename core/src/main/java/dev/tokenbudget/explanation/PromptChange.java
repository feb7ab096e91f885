package dev.tokenbudget.explanation;

import dev.tokenbudget.explanation.AgentPairs.Pair;
import dev.tokenbudget.explanation.FixedPromptChange.OfAgent;

/** What a change of one agent's fixed prompt alone would have moved of the known runs. */
sealed interface PromptChange permits PromptPairing, FirstInputChange {

    /** Tell it by the sizes of the prompts, or by the first calls where one side's prompts were not seen. */
    static PromptChange of(Pair pair) {
        boolean unseen =
                pair.before().prompts().isEmpty() || pair.after().prompts().isEmpty();
        return unseen ? new FirstInputChange(pair) : new PromptPairing(pair);
    }

    /** Return the tokens by which all known runs together would have moved; 0 where no change is certain. */
    Rational tokens();

    /** Return the tokens by which one known run would have moved. */
    Rational tokensOfRun(int run);

    /** Return the change in figures; {@link #tokens()} must not be 0. */
    OfAgent toChange();
}
