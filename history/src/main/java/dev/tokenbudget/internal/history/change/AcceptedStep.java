package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A step of a task's baseline that somebody accepted.
 *
 * @param task the task's name
 * @param date the day in UTC
 * @param commit a commit that tells more, where one is known
 * @param reason why the numbers are right, as was said then
 * @param before mean tokens of a run before
 * @param after mean tokens of a run after
 */
public record AcceptedStep(
        String task, LocalDate date, Optional<String> commit, String reason, double before, double after) {

    private static final int DIGITS = 7;

    /** Return that in words, without the task. */
    String inWords() {
        return date + " " + Figures.percent(Drift.of(before, after))
                + commit.map(id -> " " + id.substring(0, Math.min(DIGITS, id.length())))
                        .orElse("")
                + " \"" + reason + "\"";
    }
}
