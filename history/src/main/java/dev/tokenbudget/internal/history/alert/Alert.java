package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.store.AlertMemory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * A figure that is beyond a rule's limit.
 *
 * @param rule the rule
 * @param level the most urgent level that was reached
 * @param window the figure
 */
record Alert(AlertRule rule, Level level, Window window) implements Notice {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

    AlertMemory.Key key() {
        return new AlertMemory.Key(rule.name() + "/" + level.key(), window.subject(), window.from());
    }

    /** Return an id that is the same whenever this alert is found again, so that a receiver can tell what it has. */
    @Override
    public String id() {
        AlertMemory.Key key = key();
        String text = key.rule() + "\n" + key.subject() + "\n" + key.from();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    boolean fails() {
        return rule.fails() && level != Level.YELLOW;
    }

    double limit() {
        return rule.limits().getOrDefault(level, Double.NaN);
    }

    @Override
    public String title() {
        return level.title();
    }

    @Override
    public AlertJson json() {
        return AlertJson.of(this);
    }

    /** Return that in words, such as "daily budget: $61.20 spent in a day, more than $50 (2026-11-30)". */
    @Override
    public String statement() {
        Unit unit = rule.measure().unit();
        String subject = window.subject().isEmpty() ? "" : ", " + window.subject();
        return rule.name() + ": " + unit.text(window.value(), limit()) + " "
                + rule.measure().words() + ", "
                + (rule.isMinimum() ? "less" : "more") + " than " + unit.text(limit(), window.value()) + " ("
                + time(window.from())
                + subject + ").";
    }

    private static String time(Instant from) {
        boolean wholeDay = from.atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay() == 0;
        return wholeDay ? DAY.format(from) : HOUR.format(from) + " UTC";
    }
}
