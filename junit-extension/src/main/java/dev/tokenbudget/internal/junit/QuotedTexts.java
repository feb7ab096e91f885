package dev.tokenbudget.internal.junit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts and characters as JUnit 6 writes them in display names: in quotes, with escape sequences. */
final class QuotedTexts {

    /** A text in quotes that the display name's pattern has itself, a text, a character. */
    private static final Pattern QUOTED = Pattern.compile("\"\"(?<inner>[^\"\\\\,\\s](?:[^\"\\\\]|\\\\.)*+)\"\""
            + "|\"(?<text>(?:[^\"\\\\]|\\\\.)*+)\""
            + "|'(?<character>\\\\.|[^'\\\\])'");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private QuotedTexts() {}

    /** Return {@code name} as JUnit 5 writes it. */
    static String unquoted(String name) {
        return QUOTED.matcher(name).replaceAll(found -> Matcher.quoteReplacement(plain((Matcher) found)));
    }

    private static String plain(Matcher found) {
        String inner = found.group("inner");
        if (inner != null) {
            return '"' + unescaped(inner) + '"';
        }
        String text = found.group("text");
        return unescaped(text == null ? found.group("character") : text);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
    }

    private static String character(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> escaped;
        };
    }
}
