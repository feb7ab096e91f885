package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.AcceptanceEntry;
import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;

/** An acceptance as a sentence. */
final class AcceptedStep {

    private static final int DIGITS_OF_COMMIT = 12;

    private AcceptedStep() {}

    static String inWords(AcceptanceEntry step) {
        StringBuilder words = new StringBuilder(step.date() + ": accepted");
        if (step.before().isPresent() && step.after().isPresent()) {
            double before = step.before().getAsDouble();
            double after = step.after().getAsDouble();
            words.append(", ")
                    .append(Figures.count(Math.rint(before)))
                    .append(" → ")
                    .append(Figures.count(Math.rint(after)))
                    .append(" tokens a run (")
                    .append(Figures.percent(Drift.of(before, after)))
                    .append(')');
        }
        step.commit()
                .ifPresent(commit ->
                        words.append(", commit ").append(commit, 0, Math.min(commit.length(), DIGITS_OF_COMMIT)));
        return words.append(": ").append(step.reason()).toString();
    }
}
