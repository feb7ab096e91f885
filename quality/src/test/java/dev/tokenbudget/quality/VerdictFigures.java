package dev.tokenbudget.quality;

import dev.tokenbudget.internal.statistics.DetectableDrift;
import dev.tokenbudget.internal.statistics.DetectableDrift.Look;
import dev.tokenbudget.internal.statistics.DetectableDrift.Spread;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.quality.Chart.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures of the page on verdicts, drawn from its tables and from the detectable drift as the rule has it. */
final class VerdictFigures {

    /** Runs in the baselines of the table of detectable drifts. */
    static final List<Integer> BASELINES = List.of(5, 20, 50, 100);

    /** Smaller baselines show so little that the others' lines would be flat. */
    private static final int FEWEST_DRAWN = 20;

    /** The rule in the first colour, what it is compared with in duller ones. */
    private static final int[] SERIES_OF_GATES = {4, 1, 0};

    /** Runs before each look of a build, with the drift that must be exceeded there. */
    private static final List<Look> LOOKS =
            List.of(new Look(5, 0.05), new Look(10, 0.075), new Look(20, 0.10), new Look(40, 0.15));

    /** What p must not exceed: two questions about each of 20 tasks. */
    private static final double ALPHA = 0.05 / 40;

    private final MarkdownPage page;

    VerdictFigures(MarkdownPage page) {
        this.page = page;
    }

    /** Return the figures by the names of their files. */
    Map<String, String> all() {
        return Map.of(
                "false-alarms.svg", falseAlarms(),
                "detectable-drift.svg", detectableDrift(),
                "runs-in-the-baseline.svg", runsInTheBaseline());
    }

    private String falseAlarms() {
        Chart chart = new Chart("Nothing changed in 20 tasks: builds that fail anyway", "", 100);
        List<String> days = List.of("all days alike", "days differ by 3 %");
        List<List<String>> gates = page.table("gate");
        List<String> names = List.of("mean > +15 %", "… and p ≤ 0.05", "TokenBudget");
        for (int gate = 0; gate < gates.size(); gate++) {
            int series = SERIES_OF_GATES[gate];
            chart.legend(series, gate, names.get(gate));
            for (int day = 0; day < days.size(); day++) {
                chart.bar(
                        series,
                        (day + 0.5) / 2 + (gate - 1) * 0.125,
                        0.1,
                        percent(gates.get(gate).get(day + 1)));
            }
        }
        IntStream.range(0, days.size()).forEach(day -> chart.tick((day + 0.5) / 2, days.get(day)));
        return chart.svg();
    }

    private String detectableDrift() {
        Chart chart = new Chart("The drift that four of five builds show (MDE)", "runs in the baseline", 120);
        IntStream.of(20, 40, 60, 80, 100).forEach(runs -> chart.tick(place(runs), String.valueOf(runs)));
        int series = 0;
        for (List<String> row : page.table("runs vary by")) {
            double variation = Double.parseDouble(row.get(0).substring("CV ".length()));
            chart.line(
                    series,
                    row.get(0),
                    IntStream.rangeClosed(FEWEST_DRAWN, 100)
                            .mapToObj(runs -> new Point(place(runs), detectable(variation, runs)))
                            .toList());
            List<Point> dots = IntStream.range(0, BASELINES.size())
                    .filter(i -> BASELINES.get(i) >= FEWEST_DRAWN)
                    .mapToObj(i -> new Point(place(BASELINES.get(i)), percent(row.get(i + 1))))
                    .toList();
            chart.dots(series, dots);
            series++;
        }
        return chart.svg();
    }

    private String runsInTheBaseline() {
        Chart chart = new Chart("One of 20 tasks drifted (CV 0.3): builds that find it", "runs in the baseline", 100);
        List<String> drifts = List.of("size +20 %", "calls +30 %");
        for (int drift = 0; drift < drifts.size(); drift++) {
            chart.legend(drift, drift, drifts.get(drift));
            for (int i = 0; i < BASELINES.size(); i++) {
                String cell = "one task, " + drifts.get(drift) + ": baseline " + BASELINES.get(i);
                chart.bar(
                        drift,
                        (i + 0.5) / BASELINES.size() + (drift - 0.5) * 0.1,
                        0.085,
                        Double.parseDouble(
                                row(page.table("simulated builds"), cell).get(2).replaceFirst(" ±.*", "")));
            }
        }
        IntStream.range(0, BASELINES.size())
                .forEach(i -> chart.tick((i + 0.5) / BASELINES.size(), String.valueOf(BASELINES.get(i))));
        return chart.svg();
    }

    /** Return the detectable drift in percent. */
    static double detectable(double variation, int accepted) {
        Spread spread = new Spread(
                variation,
                accepted + LOOKS.get(LOOKS.size() - 1).runs() - 2,
                accepted,
                SessionVariation.ASSUMED.against(List.of(accepted)));
        return 100 * DetectableDrift.of(LOOKS, spread, ALPHA, 0);
    }

    private static double place(int runs) {
        return (runs - FEWEST_DRAWN) / (100.0 - FEWEST_DRAWN);
    }

    static double percent(String cell) {
        return Double.parseDouble(cell.replace("%", "").strip());
    }

    private static List<String> row(List<List<String>> table, String first) {
        return table.stream()
                .filter(row -> row.get(0).equals(first))
                .findFirst()
                .orElseThrow();
    }
}
