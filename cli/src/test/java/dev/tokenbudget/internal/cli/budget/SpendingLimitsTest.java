package dev.tokenbudget.internal.cli.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.cli.budget.SpendingLimit.Span;
import dev.tokenbudget.internal.cli.budget.SpendingLimit.Unit;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.alert.BudgetNotice;
import dev.tokenbudget.internal.history.store.LabelColumn;
import dev.tokenbudget.internal.recording.Admission;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When a gateway sends no call any more. */
class SpendingLimitsTest {

    private static final Labels TEAM_A = Labels.of(Map.of("team", "a"));
    private static final Labels TEAM_B = Labels.of(Map.of("team", "b"));

    private final SettableClock clock = new SettableClock();
    private final List<BudgetNotice> notices = new ArrayList<>();

    @Test
    void opens_again_with_the_next_hour() {
        SpendingLimits limits = limits(new SpendingLimit(Span.HOURLY, Unit.USD, BigDecimal.ONE, Optional.empty()));
        limits.add(Labels.NONE, 100, new BigDecimal("1.25"));
        assertThat(admission(limits, Labels.NONE))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.because())
                                .isEqualTo(
                                        "TokenBudget did not send this call: $1.25 of $1.00 (hourly-cost-usd) are used since"
                                                + " 2026-11-30T13:00:00Z. Calls are sent again from 2026-11-30T14:00:00Z on; the gateway's"
                                                + " option --hourly-cost-usd sets how much may be used."));

        clock.now = Instant.parse("2026-11-30T14:00:00Z");

        assertThat(admission(limits, Labels.NONE)).isInstanceOf(Admission.Granted.class);
        assertThat(limits.remaining(Labels.NONE).costUsd()).hasValue(BigDecimal.ONE);
    }

    @Test
    void stops_the_team_that_used_its_own_up_and_no_other() {
        SpendingLimits limits =
                limits(new SpendingLimit(Span.DAILY, Unit.TOKENS, BigDecimal.TEN, Optional.of(LabelColumn.TEAM)));
        limits.add(TEAM_A, 10, BigDecimal.ZERO);

        assertThat(admission(limits, TEAM_A)).isInstanceOf(Admission.Refused.class);
        assertThat(admission(limits, TEAM_B)).isInstanceOf(Admission.Granted.class);
        assertThat(admission(limits, Labels.NONE)).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void says_once_that_little_is_left_and_once_that_nothing_is() {
        SpendingLimits limits =
                limits(new SpendingLimit(Span.DAILY, Unit.TOKENS, new BigDecimal(100), Optional.empty()));
        for (int call = 0; call < 12; call++) {
            limits.add(Labels.NONE, 10, BigDecimal.ZERO);
        }

        assertThat(notices).extracting(BudgetNotice::isUsedUp).containsExactly(false, true);
        assertThat(notices).extracting(BudgetNotice::used).containsExactly(80.0, 100.0);
    }

    @Test
    void lets_a_call_wait_for_those_under_way_that_may_use_the_rest() {
        SpendingLimits limits =
                limits(new SpendingLimit(Span.DAILY, Unit.TOKENS, new BigDecimal(100), Optional.empty()));
        for (int call = 0; call < 9; call++) {
            limits.add(Labels.NONE, 10, BigDecimal.ZERO);
        }
        Admission.Granted first = (Admission.Granted) admission(limits, Labels.NONE);
        CompletableFuture<Boolean> waits = new CompletableFuture<>();
        CompletableFuture<Admission> second = CompletableFuture.supplyAsync(() -> limits.admit(Labels.NONE, () -> {
            waits.complete(true);
            return false;
        }));
        assertThat(waits.join()).isTrue();
        assertThat(second).isNotDone();

        limits.add(Labels.NONE, 10, BigDecimal.ZERO);
        first.reservation().close();

        assertThat(second.join()).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void lets_calls_begin_side_by_side_while_there_is_room() {
        SpendingLimits limits =
                limits(new SpendingLimit(Span.DAILY, Unit.TOKENS, new BigDecimal(100), Optional.empty()));
        limits.add(Labels.NONE, 10, BigDecimal.ZERO);

        for (int call = 0; call < 8; call++) {
            assertThat(admission(limits, Labels.NONE)).isInstanceOf(Admission.Granted.class);
        }
    }

    @Test
    void gives_up_on_a_call_whose_client_has_left() {
        SpendingLimits limits =
                limits(new SpendingLimit(Span.DAILY, Unit.TOKENS, new BigDecimal(10), Optional.empty()));
        limits.add(Labels.NONE, 9, BigDecimal.ZERO);
        admission(limits, Labels.NONE);

        assertThat(limits.admit(Labels.NONE, () -> true)).isInstanceOf(Admission.Abandoned.class);
    }

    private SpendingLimits limits(SpendingLimit... limits) {
        return new SpendingLimits(List.of(limits), clock, notices::add);
    }

    private static Admission admission(SpendingLimits limits, Labels labels) {
        return limits.admit(labels, () -> false);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-30T13:20:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
