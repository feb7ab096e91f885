package dev.tokenbudget.quality;

import dev.tokenbudget.internal.statistics.DetectableDrift;
import dev.tokenbudget.internal.statistics.PooledVariation;
import dev.tokenbudget.quality.Chart.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures of the page on verdicts, drawn from its tables and from the formula of the detectable drift. */
final class VerdictFigures {

    /** Runs in the baseline of the table of detectable drifts. */
    private static final int BASELINE = 20;

    /** The rule in the first colour, what it is compared with in duller ones. */
    private static final int[] SERIES_OF_GATES = {4, 1, 0};

    private static final int FEWEST_RUNS = 3;
    private static final int MOST_RUNS = 40;

    private final MarkdownPage page;

    VerdictFigures(MarkdownPage page) {
        this.page = page;
    }

    /** Return the figures by the names of their files. */
    Map<String, String> all() {
        return Map.of(
                "false-alarms.svg", falseAlarms(),
                "power.svg", power(),
                "detectable-drift.svg", detectableDrift(),
                "runs-in-the-baseline.svg", runsInTheBaseline());
    }

    private String falseAlarms() {
        Chart chart = new Chart("Nothing changed in 20 tasks: builds that fail anyway", "runs of each task", 100);
        List<String> runs = List.of("5", "10", "20");
        List<List<String>> gates = page.table("gate");
        List<String> names = List.of("mean > +15 %", "… and p ≤ 0.05", "TokenBudget");
        for (int gate = 0; gate < gates.size(); gate++) {
            int series = SERIES_OF_GATES[gate];
            chart.legend(series, gate, names.get(gate));
            for (int size = 0; size < runs.size(); size++) {
                chart.bar(
                        series,
                        (size + 0.5) / 3 + (gate - 1) * 0.085,
                        0.07,
                        percent(gates.get(gate).get(size + 1)));
            }
        }
        IntStream.range(0, runs.size()).forEach(size -> chart.tick((size + 0.5) / 3, runs.get(size)));
        return chart.svg();
    }

    private String power() {
        Chart chart = new Chart("How often a task is DRIFTED (runs vary by CV 0.3)", "true drift", 100);
        double[] drifts = {0, 7.5, 15, 30};
        Arrays.stream(drifts).forEach(drift -> chart.tick(drift / 30, (drift > 0 ? "+" : "") + number(drift) + " %"));
        chart.mark(0.5, "tolerance +15 %");
        List<String> cells = row(page.table("runs vary"), "CV 0.3");
        int[] runs = {5, 10, 20, 30};
        for (int series = 0; series < runs.length; series++) {
            String[] found = cells.get(series + 1).split("/");
            List<Point> points = IntStream.range(0, drifts.length)
                    .mapToObj(i -> new Point(drifts[i] / 30, Double.parseDouble(found[i])))
                    .toList();
            chart.line(series, runs[series] + " runs", points);
            chart.dots(series, points);
        }
        return chart.svg();
    }

    private String detectableDrift() {
        Chart chart = new Chart(
                "The drift that shows in four of five builds (MDE)", "runs of a build, against a baseline of 20", 120);
        IntStream.of(5, 10, 20, 30, 40).forEach(runs -> chart.tick(place(runs), String.valueOf(runs)));
        int series = 0;
        for (List<String> row : page.table("runs vary by")) {
            double variation = Double.parseDouble(row.get(0).substring("CV ".length()));
            chart.line(
                    series,
                    row.get(0),
                    IntStream.rangeClosed(5, MOST_RUNS)
                            .mapToObj(runs -> new Point(place(runs), detectable(variation, runs)))
                            .toList());
            int[] sizes = {5, 10, 20, 30};
            chart.dots(
                    series,
                    IntStream.range(0, sizes.length)
                            .mapToObj(i -> new Point(place(sizes[i]), percent(row.get(i + 1))))
                            .toList());
            series++;
        }
        return chart.svg();
    }

    private String runsInTheBaseline() {
        Chart chart =
                new Chart("One of 20 tasks grew by 30 %: builds that find it (CV 0.3)", "runs in the baseline", 100);
        chart.legend(1, 0, "up to 20 runs");
        chart.legend(0, 1, "up to 40 runs");
        for (List<String> row : page.table("baseline runs")) {
            int group = List.of("20", "50", "100").indexOf(row.get(0));
            boolean more = row.get(1).equals("40");
            chart.bar(more ? 0 : 1, (group + 0.5) / 3 + (more ? 0.05 : -0.05), 0.085, percent(row.get(4)));
            if (!more) {
                chart.tick((group + 0.5) / 3, row.get(0));
            }
        }
        return chart.svg();
    }

    /** Return the detectable drift in percent. */
    static double detectable(double variation, int runs) {
        return 100 * DetectableDrift.of(new PooledVariation(variation, BASELINE + runs - 2, BASELINE, runs));
    }

    private static double place(int runs) {
        return (runs - FEWEST_RUNS) / (double) (MOST_RUNS - FEWEST_RUNS);
    }

    static double percent(String cell) {
        return Double.parseDouble(cell.replace("%", "").strip());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((int) value) : String.valueOf(value);
    }

    private static List<String> row(List<List<String>> table, String first) {
        return table.stream()
                .filter(row -> row.get(0).equals(first))
                .findFirst()
                .orElseThrow();
    }
}
