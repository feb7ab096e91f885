package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.Bill;
import java.util.List;
import java.util.SortedMap;

/**
 * A model is charged at another price than when the baseline was measured.
 *
 * @param model the model, by the price list's name
 * @param before its price then, in words
 * @param after its price now, in words
 */
public record PriceChange(String model, String before, String after) {

    /** Return what changed, as in "acme/model-1 cost $2 input … when the baseline was measured, and costs … now". */
    public String inWords() {
        return model + " cost " + before + " when the baseline was measured, and costs " + after + " now";
    }

    /** Return what changed as a sentence. */
    public String sentence() {
        return inWords() + ".";
    }

    /** Return the changes from the prices of the baseline's latest build to those of {@code bill}, by model. */
    static List<PriceChange> between(TaskBaseline baseline, Bill bill) {
        SortedMap<String, String> before = baseline.builds().stream()
                .map(BaselineBuild::prices)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("A baseline has a build."));
        return bill.prices().entrySet().stream()
                .filter(now -> before.containsKey(now.getKey()))
                .map(now -> new PriceChange(now.getKey(), before.getOrDefault(now.getKey(), ""), now.getValue()))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }
}
