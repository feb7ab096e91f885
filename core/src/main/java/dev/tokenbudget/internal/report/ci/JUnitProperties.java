package dev.tokenbudget.internal.report.ci;

import dev.tokenbudget.internal.cost.SuiteCost;
import dev.tokenbudget.internal.cost.TestPrice;
import dev.tokenbudget.internal.report.AgentText;
import dev.tokenbudget.internal.report.UnitsText;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Opportunity;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a comparison tells that is no test case: of what it is, and what passes or fails nothing. */
final class JUnitProperties {

    private final SortedMap<String, String> properties = new TreeMap<>();

    private JUnitProperties() {}

    static SortedMap<String, String> of(Comparison comparison) {
        JUnitProperties all = new JUnitProperties();
        all.put("build", comparison.build().id());
        all.put("metric", comparison.policy().metric().key());
        comparison.build().commit().ifPresent(commit -> all.put("commit", commit));
        comparison.policy().testFilter().ifPresent(filter -> all.put("testFilter", filter));
        comparison.replayNote().ifPresent(note -> all.put("replayed", note));
        comparison.cost().map(SuiteCost::sentence).ifPresent(cost -> all.put("cost", cost));
        comparison
                .cost()
                .map(SuiteCost::test)
                .filter(TestPrice::isGraded)
                .ifPresent(price -> all.put("priceOfTest", price.sentence()));
        all.putAll("agents", AgentText.lines(comparison));
        all.putAll("counted", UnitsText.lines(comparison));
        all.putAll(
                "variant",
                comparison.variants().stream()
                        .flatMap(variants -> variants.sentences().stream()
                                .map(sentence -> variants.task().shortName() + ": " + sentence))
                        .toList());
        all.putAll(
                "opportunity",
                comparison.opportunities().stream()
                        .limit(Opportunity.TOP)
                        .map(Opportunity::sentence)
                        .toList());
        return all.properties;
    }

    private void putAll(String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            put(name + "." + (i + 1), values.get(i));
        }
    }

    private void put(String name, String value) {
        properties.put("tokenbudget." + name, value);
    }
}
