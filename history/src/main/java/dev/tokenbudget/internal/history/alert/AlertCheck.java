package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.store.AlertMemory;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.text.Figures;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What rules say of yesterday and today, and whom that was told.
 *
 * @param notes what is good to know
 * @param warnings alerts that fail nothing
 * @param failures alerts that fail the build, and those that could not be posted
 */
public record AlertCheck(List<String> notes, List<String> warnings, List<String> failures) {

    public AlertCheck {
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
        failures = List.copyOf(failures);
    }

    /**
     * Look for alerts, and post each of them once.
     *
     * @param rules the rules
     * @param history what they look at; it remembers what was posted
     * @param webhook where alerts are posted, if anywhere
     * @param clock the time; days are those of UTC
     */
    public static AlertCheck of(AlertRules rules, History history, Optional<Webhook> webhook, Clock clock) {
        AlertSearch search = new AlertSearch(rules, history, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        List<Alert> alerts = search.alerts();
        List<String> warnings = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        int posted = 0;
        for (Alert alert : alerts) {
            (alert.fails() ? failures : warnings).add(alert.level().title() + ": " + alert.statement());
            if (webhook.isPresent() && history.alerts().claim(alert.key(), alert.statement(), clock.instant())) {
                Optional<String> failure = posted(alert, webhook.get(), history.alerts(), clock);
                failure.ifPresent(
                        why -> failures.add("The alert " + alert.rule().name() + " could not be posted: " + why
                                + ". The next tokenbudget:alerts tries again."));
                posted += failure.isEmpty() ? 1 : 0;
            }
        }
        return new AlertCheck(notes(rules, alerts, search.unpriced(), posted), warnings, failures);
    }

    private static Optional<String> posted(Alert alert, Webhook webhook, AlertMemory memory, Clock clock) {
        Optional<String> failure = webhook.post(alert);
        if (failure.isEmpty()) {
            memory.sent(alert.key(), clock.instant());
        } else {
            memory.release(alert.key());
        }
        return failure;
    }

    private static List<String> notes(AlertRules rules, List<Alert> alerts, long unpriced, int posted) {
        List<String> notes = new ArrayList<>();
        if (rules.rules().isEmpty()) {
            notes.add("There is no rule: write <alerts> into the plugin's configuration, or name a file by"
                    + " -Dtokenbudget.alertsFile=… (docs/alerts.md).");
        } else {
            notes.add(Figures.count(alerts.size(), "alert", "alerts") + " by "
                    + Figures.count(rules.rules().size(), "rule", "rules") + " yesterday and today (UTC)"
                    + (posted > 0 ? ", " + posted + " posted" : "") + ".");
        }
        if (unpriced > 0) {
            notes.add(Figures.count(unpriced, "call of unknown price counts", "calls of unknown price count")
                    + " for nothing in what was spent: mvn tokenbudget:prices names the models.");
        }
        return notes;
    }
}
