package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.verdict.BuildFigure.BELOW;
import static dev.tokenbudget.internal.verdict.BuildFigure.FAILING;
import static dev.tokenbudget.internal.verdict.BuildFigure.FOUND;
import static dev.tokenbudget.internal.verdict.BuildFigure.RUNS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.verdict.SimulatedBuilds.DriftOf;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped rule, through the same doors as in a build, against what docs/verdicts.md promises of it. A few builds are part of every
 * build; {@code mvn verify -pl core -am -Pmonte-carlo} prints the page's table anew.
 */
@Execution(ExecutionMode.CONCURRENT)
class MonteCarloTest {

    /** Not chosen: where a figure needs to be known more closely, more builds are drawn. */
    private static final long SEED = 1;

    private static final int FEW = 60;

    /** Of a figure and its error on the page. */
    private static final double ROUNDING = 0.2;

    private static final VerdictTable PAGE = VerdictTable.ofPage();

    private static final NoisyAgent AGENT = NoisyAgent.of(0.3, 0.08);

    private static final SimulatedBuilds BUILDS = SimulatedBuilds.withBaseline(20, AGENT);

    @Test
    void a_few_builds_in_which_nothing_changed_rarely_fail_and_stop_early() {
        Estimates figures = BUILDS.simulated(FEW, SEED);

        assertThat(figures.valueOf(FAILING)).isLessThan(7);
        assertThat(figures.valueOf(BELOW)).isGreaterThan(93);
        assertThat(figures.valueOf(RUNS)).isLessThan(13);
    }

    @Test
    void a_few_builds_on_days_that_differ_rarely_fail() {
        assertThat(BUILDS.days(0.03, false).simulated(FEW, SEED).valueOf(FAILING))
                .isLessThan(12);
    }

    @Test
    void a_few_builds_find_a_task_whose_calls_are_larger() {
        assertThat(BUILDS.drifted(DriftOf.size(1, 0.3)).simulated(FEW, SEED).valueOf(FOUND))
                .isGreaterThan(85);
    }

    @Test
    void the_same_seed_gives_the_same_figures() {
        assertThat(BUILDS.tasks(2).simulated(3, SEED)).isEqualTo(BUILDS.tasks(2).simulated(3, SEED));
    }

    @ParameterizedTest
    @CsvSource({"0.00, 96, 62", "0.03, 92, 60"})
    void simpler_gates_fail_nearly_every_build(double day, int byMean, int byTestOfEach) {
        SimplerGates gates = new SimplerGates(day);

        assertThat(gates.failingByMean()).isCloseTo(byMean, within(2.0));
        assertThat(gates.failingByTestOfEach()).isCloseTo(byTestOfEach, within(4.0));
    }

    @ParameterizedTest
    @Tag("monte-carlo")
    @MethodSource("dev.tokenbudget.internal.verdict.Cells#all")
    void builds_meet_the_bar_and_are_what_the_page_says(Cell cell) {
        Estimates figures = cell.simulated().simulated(cell.number(), SEED);
        System.out.println(VerdictTable.row(cell, figures));

        SoftAssertions held = new SoftAssertions();
        cell.bars()
                .forEach(bar -> held.assertThat(figures.of(bar.figure()))
                        .as(bar.toString())
                        .matches(bar::isMetBy));
        PAGE.of(cell).byFigure().forEach((figure, written) -> {
            Estimate now = figures.of(figure);
            held.assertThat(now.value())
                    .as(figure + " of the page")
                    .isCloseTo(written.value(), within(ROUNDING + 3 * Math.hypot(now.error(), written.error())));
        });
        held.assertAll();
    }
}
