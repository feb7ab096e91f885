package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.html.Scale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days from left to right.
 *
 * @param days their numbers since 1970
 */
record TimeAxis(Scale days) {

    private static final int MOST_TICKS = 6;
    private static final int[] STEPS_IN_DAYS = {1, 2, 7, 14};
    private static final int[] STEPS_IN_MONTHS = {1, 2, 3, 6, 12};

    /** Return an axis from {@code first} to {@code last} on which {@code others} have a place, too. */
    static TimeAxis over(LocalDate first, LocalDate last, List<LocalDate> others) {
        double[] days = new double[others.size() + 2];
        days[0] = first.toEpochDay();
        days[1] = last.toEpochDay();
        for (int i = 0; i < others.size(); i++) {
            days[i + 2] = others.get(i).toEpochDay();
        }
        return new TimeAxis(Scale.around(days));
    }

    int position(LocalDate day) {
        return days.position(day.toEpochDay());
    }

    String percent(LocalDate day) {
        return days.percent(day.toEpochDay());
    }

    List<Scale.Tick> ticks() {
        LocalDate first = LocalDate.ofEpochDay((long) Math.ceil(days.from()));
        LocalDate last = LocalDate.ofEpochDay((long) Math.floor(days.to()));
        for (int step : STEPS_IN_DAYS) {
            if ((last.toEpochDay() - first.toEpochDay()) / step < MOST_TICKS) {
                return first.datesUntil(last.plusDays(1), java.time.Period.ofDays(step))
                        .map(this::tick)
                        .toList();
            }
        }
        LocalDate month = first.withDayOfMonth(1).plusMonths(1);
        List<Scale.Tick> ticks = new ArrayList<>();
        for (int step : STEPS_IN_MONTHS) {
            ticks.clear();
            for (LocalDate day = month; !day.isAfter(last); day = day.plusMonths(step)) {
                ticks.add(tick(day));
            }
            if (ticks.size() <= MOST_TICKS) {
                return ticks;
            }
        }
        return ticks;
    }

    private Scale.Tick tick(LocalDate day) {
        return new Scale.Tick(percent(day), day.toString(), Scale.anchorAt(position(day)));
    }
}
