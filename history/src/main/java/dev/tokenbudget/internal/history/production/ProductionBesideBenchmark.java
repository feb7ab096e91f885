package dev.tokenbudget.internal.history.production;

import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.UsageSum;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.GroupedUsage;
import dev.tokenbudget.internal.history.store.HistoryReader;
import dev.tokenbudget.internal.history.store.RunCount;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/** What runs of the benchmark used beside those of production, by task or by a label. Judges' calls are on neither side. */
public final class ProductionBesideBenchmark {

    private static final List<Dimension> COMMON = List.of(Dimension.TASK, Dimension.FEATURE, Dimension.TEAM);
    private static final String NO_NAME = "(none)";

    private final Dimension by;
    private final List<ComparedGroup> groups;

    private ProductionBesideBenchmark(Dimension by, List<ComparedGroup> groups) {
        this.by = by;
        this.groups = groups;
    }

    /** Compare by the first of task, feature and team of which a value is on both sides; by task where none is. */
    public static ProductionBesideBenchmark of(HistoryReader history, Period period) {
        return COMMON.stream()
                .map(dimension -> by(dimension, history, period))
                .filter(compared -> compared.groups.stream()
                        .anyMatch(
                                group -> group.isOnBothSides() && !group.name().equals(NO_NAME)))
                .findFirst()
                .orElseGet(() -> by(Dimension.TASK, history, period));
    }

    /** Compare by a task, or by a label. */
    public static ProductionBesideBenchmark by(Dimension dimension, HistoryReader history, Period period) {
        Map<String, Side> benchmark = new TreeMap<>();
        Map<String, Side> production = new TreeMap<>();
        for (GroupedUsage usage : history.usage(period, EnumSet.of(Dimension.ORIGIN, Dimension.ROLE, dimension))) {
            if (usage.value(Dimension.ROLE).equals(Role.AGENT.name())) {
                (isBenchmark(usage.value(Dimension.ORIGIN)) ? benchmark : production)
                        .merge(named(usage.value(dimension)), new Side(0, usage.sum()), Side::plus);
            }
        }
        for (RunCount count : history.runs(period, EnumSet.of(Dimension.ORIGIN, dimension))) {
            (isBenchmark(count.value(Dimension.ORIGIN)) ? benchmark : production)
                    .merge(named(count.value(dimension)), new Side(count.runs(), UsageSum.NONE), Side::plus);
        }
        Map<String, ComparedGroup> groups = new TreeMap<>();
        benchmark.forEach((name, side) ->
                groups.put(name, new ComparedGroup(name, side, production.getOrDefault(name, Side.NONE))));
        production.forEach((name, side) -> groups.putIfAbsent(name, new ComparedGroup(name, Side.NONE, side)));
        return new ProductionBesideBenchmark(dimension, List.copyOf(groups.values()));
    }

    private static boolean isBenchmark(String origin) {
        return origin.equals(Origin.BENCHMARK.name());
    }

    private static String named(String value) {
        return value.isEmpty() ? NO_NAME : value;
    }

    /** Whether both sides were seen, be it in different groups. */
    public boolean hasBothSides() {
        return groups.stream().anyMatch(group -> group.benchmark().isSeen())
                && groups.stream().anyMatch(group -> group.production().isSeen());
    }

    /** Return a sentence for each group. */
    public List<String> sentences() {
        return groups.stream().map(ComparedGroup::sentence).toList();
    }

    /** Return a table in Markdown, and a sentence for each group below it. */
    public List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| " + by.name().toLowerCase(Locale.ROOT)
                + " | runs | calls a run | input a run | output a run | input from cache | output per input |");
        lines.add("|---|---|---|---|---|---|---|");
        for (ComparedGroup group : groups) {
            lines.add("| "
                    + String.join(
                            " | ",
                            List.of(
                                    group.name().replace("|", "\\|"),
                                    Figures.count(group.benchmark().runs()) + " : "
                                            + Figures.count(group.production().runs()),
                                    cell(group, Side::calls, Figures::count),
                                    cell(group, Side::input, Figures::count),
                                    cell(group, Side::output, Figures::count),
                                    pair(group, Side::cacheShare, Figures::share),
                                    pair(group, Side::outputRatio, value -> Figures.ratio(value))))
                    + " |");
        }
        lines.add("");
        lines.add("Each cell: benchmark : production (production as a multiple of the benchmark).");
        lines.add("");
        groups.forEach(group -> lines.add("- " + group.sentence()));
        if (groups.stream().noneMatch(ComparedGroup::isOnBothSides)) {
            lines.add(
                    "- No task, feature or team has one name on both sides. Give the benchmark's tests the feature that"
                            + " the application's calls are labelled with: @TokenBudget(labels = \"feature=…\").");
        }
        return lines;
    }

    private static String cell(
            ComparedGroup group, Function<Side, OptionalDouble> figure, Function<Double, String> words) {
        return pair(group, figure, words)
                + group.ratioOf(figure)
                        .map(times -> " (" + Figures.ratio(times) + "×)")
                        .orElse("");
    }

    private static String pair(
            ComparedGroup group, Function<Side, OptionalDouble> figure, Function<Double, String> words) {
        return words(figure.apply(group.benchmark()), words) + " : " + words(figure.apply(group.production()), words);
    }

    private static String words(OptionalDouble value, Function<Double, String> words) {
        return value.isPresent() ? words.apply(value.getAsDouble()) : "–";
    }
}
