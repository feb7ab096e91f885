package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.JudgedTask;
import dev.tokenbudget.internal.verdict.Severity;
import java.util.Locale;

/**
 * How a verdict looks: never by its colour alone.
 *
 * @param verdict its word, such as {@code DRIFTED}
 * @param severity what it does to the build
 */
public record Mark(String verdict, Severity severity) {

    static Mark of(JudgedTask task, Comparison comparison) {
        return new Mark(task.verdict().kind().name(), task.severity());
    }

    /** Return a sign for the eye. */
    public String sign() {
        return switch (severity) {
            case FAILS -> "✕";
            case WARNS -> "!";
            case PASSES -> "✓";
        };
    }

    /** Return the name of its style. */
    public String style() {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
