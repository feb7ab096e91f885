package dev.tokenbudget.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenbudget.internal.statistics.SessionVariation.OfTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected numbers are computed by hand, as each test says. */
class SessionVariationTest {

    private static final Offset<Double> CLOSELY = within(1e-12);

    @Test
    void fewer_than_five_tasks_teach_nothing() {
        assertThat(SessionVariation.learntFrom(Collections.nCopies(4, new OfTask(9, 0.01))))
                .isEqualTo(SessionVariation.ASSUMED);
    }

    /** (4 · 0.0009 + 4 · 0.0025) / 8 = 0.0017. */
    @Test
    void sessions_of_five_tasks_are_weighed_against_four_that_are_assumed() {
        SessionVariation learnt = SessionVariation.learntFrom(Collections.nCopies(5, new OfTask(5, 0.0025)));

        assertThat(learnt.deviation() * learnt.deviation()).isCloseTo(0.0017, CLOSELY);
        assertThat(learnt.degreesOfFreedom()).isEqualTo(SessionVariation.ASSUMED.degreesOfFreedom() + 4);
    }

    /** (4 · 0.0009 + 4 · 0) / 8 = 0.00045, with tasks that scatter less than their runs explain. */
    @Test
    void sessions_that_differ_no_more_than_runs_explain_teach_that_days_are_alike() {
        SessionVariation learnt = SessionVariation.learntFrom(Collections.nCopies(5, new OfTask(5, -0.001)));

        assertThat(learnt.deviation() * learnt.deviation()).isCloseTo(0.00045, CLOSELY);
    }

    /** Of 1, no more than 6 · 0.0004 counts: the mean is (5 · 0.0004 + 0.0024) / 6 = 0.000733…, and (4 · 0.0009 + 2 · that) / 6. */
    @Test
    void one_wild_task_teaches_no_more_than_six_times_the_median() {
        List<OfTask> tasks = new ArrayList<>(Collections.nCopies(5, new OfTask(3, 0.0004)));
        tasks.add(new OfTask(3, 1));

        SessionVariation learnt = SessionVariation.learntFrom(tasks);

        assertThat(learnt.deviation() * learnt.deviation()).isCloseTo((4 * 0.0009 + 2 * 0.0044 / 6) / 6, CLOSELY);
        assertThat(learnt.degreesOfFreedom()).isEqualTo(SessionVariation.ASSUMED.degreesOfFreedom() + 2);
    }

    @Test
    void more_tasks_make_the_sessions_no_more() {
        assertThat(SessionVariation.learntFrom(Collections.nCopies(500, new OfTask(5, 0.0025))))
                .isEqualTo(SessionVariation.learntFrom(Collections.nCopies(5, new OfTask(5, 0.0025))));
    }

    /** 0.0009 · (1 + (10² + 20² + 10²) / 40²) = 0.0009 · 1.375. */
    @Test
    void one_more_session_differs_from_the_mean_of_those_before() {
        SessionEffect effect = SessionVariation.ASSUMED.against(List.of(10, 20, 10));

        assertThat(effect.variance()).isCloseTo(0.0012375, CLOSELY);
        assertThat(effect.degreesOfFreedom()).isEqualTo(SessionVariation.ASSUMED.degreesOfFreedom());
    }

    @Test
    void one_session_or_unknown_ones_count_as_one() {
        assertThat(SessionVariation.ASSUMED.against(List.of(50)).variance()).isCloseTo(0.0018, CLOSELY);
        assertThat(SessionVariation.ASSUMED.against(List.of()).variance()).isCloseTo(0.0018, CLOSELY);
    }

    @Test
    void what_a_build_shows_of_its_own_days_can_only_add() {
        SessionEffect effect = SessionVariation.ASSUMED.against(List.of(50));

        assertThat(effect.atLeast(0.001)).isEqualTo(effect);
        assertThat(effect.atLeast(0.0032)).isEqualTo(new SessionEffect(0.0032, effect.degreesOfFreedom()));
    }
}
