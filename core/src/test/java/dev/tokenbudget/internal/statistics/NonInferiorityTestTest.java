package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a candidate succeeds no less often, but for a margin. */
@Execution(ExecutionMode.CONCURRENT)
class NonInferiorityTestTest {

    private static final double ALPHA = 0.05;

    /** Computed with SciPy: the score by numeric maximisation of the likelihood, the sum over all outcomes by brute force. */
    @ParameterizedTest(name = "{2} of {3} against {0} of {1}, margin {4}")
    @CsvSource({
        "47, 50, 48, 50, 0.10, 0.017641",
        "5, 5, 5, 5, 0.10, 0.590490",
        "20, 20, 20, 20, 0.10, 0.121577",
        "18, 20, 17, 20, 0.20, 0.107035",
        "10, 12, 7, 9, 0.15, 0.443460",
        "27, 30, 28, 30, 0.10, 0.053888",
    })
    void p_is_that_of_another_implementation(
            int ofReference, int references, int ofCandidate, int candidates, double margin, double p) {
        assertThat(test(ofReference, references, ofCandidate, candidates).pValue(margin))
                .isCloseTo(p, within(2e-5));
    }

    /** Chan 1998, the nephroblastoma trial of Rodary, Com-Nougue and Tournade: exact p = 0.0017. */
    @Test
    void p_is_that_of_the_paper() {
        assertThat(test(69, 76, 83, 88).pValue(0.1)).isCloseTo(0.0017, within(5e-5));
    }

    /** By hand: of flawless runs, only flawless ones are as good, and those have the probability 0.9 to the n. */
    @Test
    void flawless_runs_of_both_show_it_from_29_on() {
        assertThat(test(28, 28, 28, 28).pValue(0.1)).isCloseTo(Math.pow(0.9, 28), within(1e-9));
        assertThat(test(5, 5, 5, 5).runsToShow(0.1, ALPHA)).hasValue(29);
    }

    @Test
    void no_more_runs_show_it_where_the_candidate_is_worse_by_the_margin() {
        assertThat(test(50, 50, 44, 50).runsToShow(0.1, ALPHA)).isEmpty();
    }

    @Test
    void nothing_is_known_without_runs() {
        assertThat(test(0, 0, 5, 5).pValue(0.1)).isEqualTo(1);
        assertThat(test(5, 5, 0, 0).runsToShow(0.1, ALPHA)).isEmpty();
    }

    @Test
    void what_may_be_lost_at_most_is_the_margin_at_which_p_reaches_alpha() {
        NonInferiorityTest test = test(47, 50, 48, 50);

        double lost = test.mostLost(ALPHA);

        assertThat(lost).isBetween(0.05, 0.1);
        assertThat(test.pValue(lost)).isLessThanOrEqualTo(ALPHA);
        assertThat(test.pValue(lost - 0.001)).isGreaterThan(ALPHA);
    }

    @Test
    void nothing_is_lost_where_the_candidate_provably_succeeds_more_often() {
        assertThat(test(30, 50, 50, 50).mostLost(ALPHA)).isZero();
    }

    /** Elsewhere p may jump, because outcomes are ordered anew at each margin. */
    @Test
    void what_is_shown_at_a_margin_is_shown_at_larger_ones() {
        for (List<Integer> counts : List.of(
                List.of(9, 10, 8, 10), List.of(38, 40, 36, 40), List.of(3, 7, 11, 13), List.of(50, 50, 49, 50))) {
            NonInferiorityTest test = test(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
            boolean shown = false;
            for (double margin = 0; margin < 0.9; margin += 0.01) {
                boolean before = shown;
                shown = test.pValue(margin) <= ALPHA;
                assertThat(shown || !before).as("%s at %s", counts, margin).isTrue();
            }
            assertThat(shown).isTrue();
        }
    }

    /** Every outcome of 20, 30 and 35 runs, at shares between those that the test looks at. */
    @ParameterizedTest
    @CsvSource({"20, 0.2", "30, 0.1", "35, 0.05"})
    void a_candidate_that_is_worse_by_the_margin_passes_in_at_most_5_percent(int runs, double margin) {
        boolean[][] shown = new boolean[runs + 1][runs + 1];
        for (int ofReference = 0; ofReference <= runs; ofReference++) {
            for (int ofCandidate = 0; ofCandidate <= runs; ofCandidate++) {
                shown[ofReference][ofCandidate] =
                        test(ofReference, runs, ofCandidate, runs).pValue(margin) <= ALPHA;
            }
        }
        BinomialTable binomial = new BinomialTable(runs);
        for (double share = 0.0037; share < 1 - margin; share += 0.0101) {
            double[] reference = binomial.density(share + margin);
            double[] candidate = binomial.density(share);
            double passes = 0;
            for (int ofReference = 0; ofReference <= runs; ofReference++) {
                for (int ofCandidate = 0; ofCandidate <= runs; ofCandidate++) {
                    passes += shown[ofReference][ofCandidate] ? reference[ofReference] * candidate[ofCandidate] : 0;
                }
            }
            assertThat(passes).as("share %s", share).isLessThanOrEqualTo(ALPHA + 1e-4);
        }
    }

    /** As variants are run: a look after 5, 10, 20 and 40 runs, on where one succeeds in fewer than 80 %. */
    @Test
    void looks_do_not_make_a_worse_candidate_pass_more_often() {
        Random random = new Random(16);
        Map<List<Integer>, Boolean> known = new HashMap<>();
        int passed = 0;
        int trials = 20_000;
        for (int trial = 0; trial < trials; trial++) {
            int ofReference = 0;
            int ofCandidate = 0;
            int runs = 0;
            for (int look = 5;
                    look <= 40 && (runs == 0 || Math.min(ofReference, ofCandidate) < 0.8 * runs);
                    look *= 2) {
                for (; runs < look; runs++) {
                    ofReference += random.nextDouble() < 0.9 ? 1 : 0;
                    ofCandidate += random.nextDouble() < 0.7 ? 1 : 0;
                }
            }
            NonInferiorityTest test = test(ofReference, runs, ofCandidate, runs);
            passed +=
                    known.computeIfAbsent(List.of(ofReference, ofCandidate, runs), counts -> test.pValue(0.2) <= ALPHA)
                            ? 1
                            : 0;
        }
        assertThat((double) passed / trials).isLessThanOrEqualTo(ALPHA);
    }

    private static NonInferiorityTest test(int ofReference, int references, int ofCandidate, int candidates) {
        return new NonInferiorityTest(
                new SuccessCount(ofReference, references), new SuccessCount(ofCandidate, candidates));
    }
}
