package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.CostParts;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tools of one agent that no run calls, and that are worth to be told together, though none is alone.
 *
 * @param each the finding of each tool, by the tool's name
 */
public record SmallUnusedTools(List<Waste> each) {

    private static final int MOST_NAMED = 5;

    public SmallUnusedTools {
        each = each.stream().sorted(Comparator.comparing(Waste::key)).toList();
    }

    /** Return those among {@code findings}, an entry for each agent that has some. */
    public static List<SmallUnusedTools> among(List<Waste> findings) {
        Map<String, List<Waste>> byAgent = findings.stream()
                .filter(waste -> waste.key().kind() == WasteKind.UNUSED_TOOL)
                .filter(waste -> waste.isUsual() && !waste.isNotable())
                .collect(Collectors.groupingBy(waste -> waste.key().agent(), TreeMap::new, Collectors.toList()));
        return byAgent.values().stream()
                .filter(tools -> tools.size() > 1)
                .map(SmallUnusedTools::new)
                .filter(tools -> tools.together().isNotable())
                .toList();
    }

    /** Return all of them as one finding, whose subject are the tools' names. */
    public Waste together() {
        Waste first = each.get(0);
        List<String> names = each.stream().map(waste -> waste.key().subject()).toList();
        return new Waste(
                new WasteKey(WasteKind.UNUSED_TOOL, first.key().agent(), String.join(", ", names)),
                each.stream().mapToDouble(Waste::tokens).sum(),
                each.stream().map(Waste::usd).reduce(Optional.of(BigDecimal.ZERO), SmallUnusedTools::sum),
                each.stream().map(Waste::shares).reduce(Waste.Shares::plus).orElseThrow(),
                names.size() + " tools were called in no run, and are defined in each request: "
                        + names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMED ? ", …" : ""),
                first.where(),
                "Remove them, or offer them only in the step that needs them.");
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.flatMap(known -> other.map(more -> CostParts.plain(known.add(more))));
    }
}
