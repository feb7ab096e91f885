package dev.tokenbudget.internal.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A row of comma-separated values by RFC 4180. */
public final class CsvRow {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

    /**
     * A spreadsheet would take text that begins so for a formula, also in the wide forms of East Asia.
     *
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
     */
    private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]");

    private CsvRow() {}

    /** Return the value of a cell that holds {@code text} from outside; one that would be a formula has an apostrophe before it. */
    public static String text(String text) {
        String shown = ForeignText.lines(text);
        return FORMULA.matcher(shown).find() ? "'" + shown : shown;
    }

    /** Return a row of {@code values}, of which those from outside have passed through {@link #text}, with its line end. */
    public static String of(List<String> values) {
        return values.stream().map(CsvRow::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        return NEEDS_QUOTES.matcher(value).find() ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
