package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.store.ChargedCall;
import dev.tokenbudget.internal.history.store.Dimension;
import dev.tokenbudget.internal.history.store.GroupedUsage;
import dev.tokenbudget.internal.history.store.History;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks for what is beyond the limits of rules, yesterday and today. */
final class AlertSearch {

    private static final int DAYS = 2;
    private static final int WEEK = 7;

    private final AlertRules rules;
    private final History history;
    private final LocalDate today;
    private final Period period;
    private long unpriced;

    AlertSearch(AlertRules rules, History history, LocalDate today) {
        this.rules = rules;
        this.history = history;
        this.today = today;
        this.period = Period.endingWith(today, DAYS);
    }

    /** Return the alerts, rule by rule, and then by time and subject. */
    List<Alert> alerts() {
        List<CallWindows> byRule = rules.rules().stream().map(CallWindows::new).toList();
        history.spending().forEachCall(period, call -> {
            unpriced += call.costUsd().isPresent() ? 0 : 1;
            byRule.forEach(windows -> take(windows, call));
        });
        List<Alert> alerts = new ArrayList<>();
        for (CallWindows windows : byRule) {
            for (Window window : windows(windows)) {
                windows.rule()
                        .reached(window.value())
                        .ifPresent(level -> alerts.add(new Alert(windows.rule(), level, window)));
            }
        }
        return alerts;
    }

    /** Return how many calls cost what nobody knows; they count for nothing. */
    long unpriced() {
        return unpriced;
    }

    private static void take(CallWindows windows, ChargedCall call) {
        if (windows.rule().isOf(call.task())) {
            windows.add(call);
        }
    }

    private List<Window> windows(CallWindows calls) {
        return switch (calls.rule().measure()) {
            case COST_PER_ORGANISATION_DAY -> reported();
            case COST_AGAINST_WEEK -> againstWeek(calls.rule());
            case TOKENS_OF_TASK -> tokensOfTasks(calls.rule());
            default -> calls.windows();
        };
    }

    private List<Window> reported() {
        return history.spending().reportedCosts(period).stream()
                .map(cost -> new Window(
                        cost.source(), start(cost.day()), cost.costUsd().doubleValue()))
                .toList();
    }

    /** A day before which the history holds less than a week is not compared: what is unknown is not nothing. */
    private List<Window> againstWeek(AlertRule rule) {
        Map<LocalDate, BigDecimal> costs = new TreeMap<>();
        for (GroupedUsage usage : history.reader()
                .usage(Period.endingWith(today, DAYS + WEEK), EnumSet.of(Dimension.DAY, Dimension.TASK))) {
            if (rule.isOf(usage.value(Dimension.TASK))) {
                costs.merge(
                        LocalDate.parse(usage.value(Dimension.DAY)), usage.sum().costUsd(), BigDecimal::add);
            }
        }
        Optional<LocalDate> first = history.spending().firstDay();
        List<Window> windows = new ArrayList<>();
        for (LocalDate day = period.from(); day.isBefore(period.to()); day = day.plusDays(1)) {
            LocalDate weekBefore = day.minusDays(WEEK);
            double average = weekBefore
                            .datesUntil(day)
                            .map(each -> costs.getOrDefault(each, BigDecimal.ZERO))
                            .mapToDouble(BigDecimal::doubleValue)
                            .sum()
                    / WEEK;
            boolean isKnown = first.filter(known -> !known.isAfter(weekBefore)).isPresent();
            if (isKnown && average > 0) {
                windows.add(new Window(
                        "", start(day), costs.getOrDefault(day, BigDecimal.ZERO).doubleValue() / average));
            }
        }
        return windows;
    }

    private List<Window> tokensOfTasks(AlertRule rule) {
        Map<Instant, Map<String, LongSummaryStatistics>> means = new TreeMap<>();
        history.reader().forEachRun(period, run -> {
            if (rule.isOf(run.task()) && run.tokens().isPresent()) {
                means.computeIfAbsent(start(LocalDate.ofInstant(run.started(), ZoneOffset.UTC)), day -> new TreeMap<>())
                        .computeIfAbsent(run.task(), task -> new LongSummaryStatistics())
                        .accept(run.tokens().getAsLong());
            }
        });
        List<Window> windows = new ArrayList<>();
        means.forEach(
                (day, tasks) -> tasks.forEach((task, mean) -> windows.add(new Window(task, day, mean.getAverage()))));
        return windows;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
