package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.composition.FamilySlopes;
import dev.tokenbudget.internal.composition.LearntSlope;
import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.composition.TokenSlope;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections.Item;
import java.util.List;

/**
 * How many of the tokens that the provider counted for a prompt each of its items is: as many as its model makes of the text,
 * and in proportion where the prompt has fewer. What the provider adds of its own belongs to no item.
 */
final class ItemTokens {

    private final ModelSlopes learnt;
    private final FamilySlopes families = new FamilySlopes();

    /**
     * Take what runs tell of their models.
     *
     * @param learnt what it is of each model; the table of families holds for the others
     */
    ItemTokens(ModelSlopes learnt) {
        this.learnt = learnt;
    }

    /** Return at which token of the prompt each item ends, from its beginning. */
    long[] ends(ModelCall call, List<Item> items) {
        long input = Math.max(0, call.usage().input().orElse(0));
        long counted = 0;
        for (Item item : items) {
            counted += item.tokens();
        }
        TokenSlope slope = learnt.learnt(call.provider(), call.requestedModel())
                .map(LearntSlope::slope)
                .orElseGet(() -> families.of(call));
        double expected = slope.thousandths() / 1000.0;
        double factor = counted == 0 ? 0 : Math.min(expected, (double) input / counted);
        long[] ends = new long[items.size()];
        long sum = 0;
        for (int i = 0; i < ends.length; i++) {
            sum += items.get(i).tokens();
            ends[i] = Math.min(input, Math.round(sum * factor));
        }
        return ends;
    }
}
