package dev.tokenbudget.internal.settings;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Tolerance;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The forms of values: each refuses any other by an {@link IllegalArgumentException} that says what is allowed. */
final class ValueForm {

    /** What leaves a tolerance out. */
    static final String NONE = "none";

    static final Consumer<String> ANY = value -> {};
    static final Consumer<String> TEXT = form("(?s).*\\S.*", "It must not be blank.");
    static final Consumer<String> FLAG = form("true|false", "Use true or false.");
    static final Consumer<String> SHARE =
            form("0?\\.(?=\\d*[1-9])\\d{1,9}", "Use a share between 0 and 1, such as 0.05.");
    static final Consumer<String> DAYS = form("\\d{1,5}", "Use a whole number of days, such as 90.");
    static final Consumer<String> SECONDS = form("\\d{1,5}", "Use a whole number of seconds, such as 5.");
    static final Consumer<String> RUNS =
            form("|[1-9]\\d{0,4}", "Use a whole number of runs from 1 to 99999, such as 30.");
    static final Consumer<String> FEWEST_RUNS =
            form("\\d{1,5}", "Use a whole number of runs, such as 20, or 0 for none.");
    static final Consumer<String> RECORDED_RUNS =
            form("[1-9]\\d{0,2}", "Use a whole number of runs from 1 to 999, such as 3.");
    static final Consumer<String> COUNT = form("estimate|provider", "Use estimate or provider.");
    static final Consumer<String> RUNS_PER_MONTH =
            form("|[1-9]\\d{0,11}", "Use a whole number of runs from 1 on, such as 10000.");
    static final Consumer<String> TOKENS =
            form("\\d{1,18}", "Use a whole number of tokens, such as 1000000, or 0 for no limit.");
    static final Consumer<String> DOLLARS =
            form("\\d{1,9}(\\.\\d{1,9})?", "Use an amount of US dollars, such as 2.50, or 0 for no limit.");
    static final Consumer<String> LABELS = form(
            "|\\s*+[^=,\\s][^=,]*+=[^,]*+(,\\s*+[^=,\\s][^=,]*+=[^,]*+)*+",
            "Use names and values, such as team=payments,sprint=42.");
    static final Consumer<String> WEBHOOK = form("json|slack", "Use json or slack.");
    static final Consumer<String> DATE = value -> {
        try {
            if (!value.isEmpty()) {
                LocalDate.parse(value);
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Use a day such as 2026-01-31.", e);
        }
    };
    static final Consumer<String> SIGNALS =
            form("traces|metrics|traces,metrics", "Use traces, metrics, or traces,metrics.");
    static final Consumer<String> EXECUTION =
            form("[A-Za-z0-9._-]*(:[A-Za-z0-9._-]+)?", "Use letters, digits, '.', '_' and '-', such as claude.");
    static final Consumer<String> TOLERANCE_OR_NONE = value -> {
        if (!value.equals(NONE)) {
            Tolerance.parse(value);
        }
    };
    static final Consumer<String> EXPRESSIONS = value -> {
        for (String expression : expressionsIn(value)) {
            try {
                Pattern.compile(expression);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "'" + expression + "' is no regular expression: " + e.getDescription() + ".", e);
            }
        }
    };
    static final Consumer<String> BUILD_ID = value -> {
        if (!value.isEmpty()) {
            BuildId.given(value, Optional.empty());
        }
    };

    private static final String PATH = "\\s*([A-Z]+\\s+)?[/:][^\\s,]+\\s*";
    static final Consumer<String> PATHS = form(
            "|" + PATH + "(," + PATH + ")*",
            "Use the ends of paths, separated by commas, each with a slash or a colon in front, and with a method before it"
                    + " where only that is meant: /audio/speech, POST /images/*.");

    private ValueForm() {}

    static List<String> expressionsIn(String value) {
        return Pattern.compile("\\R|,,")
                .splitAsStream(value)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Consumer<String> form(String expression, String allowed) {
        Pattern pattern = Pattern.compile(expression);
        return value -> {
            if (!pattern.matcher(value).matches()) {
                throw new IllegalArgumentException(allowed);
            }
        };
    }
}
