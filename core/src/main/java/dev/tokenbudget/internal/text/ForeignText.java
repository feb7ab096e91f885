package dev.tokenbudget.internal.text;

import java.util.regex.Pattern;

/**
 * Text from outside as people can read it for what it is: names of tests, models, agents and users, and what providers
 * answer. Every text that is shown, on a console, in a file or in a message, has passed through here; files for programs alone
 * hold names as they are.
 */
public final class ForeignText {

    /** Stands for a character that would not be seen, or would show others in another order. */
    private static final String REPLACEMENT = "\uFFFD";

    /**
     * Marks that turn the direction of text, characters without a width, tags, halves of characters, and code points that
     * are none. The ranges are named, because categories differ between Java versions.
     *
     * @see <a href="https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing">Unicode Technical Report 36</a>
     */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cs}\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5"
            + "\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB"
            + "\\uFFFE\\uFFFF\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern LINE_END_OR_CONTROL = Pattern.compile("\\R|\\p{Cc}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\t\n\r]]");

    /**
     * The beginnings of what CI servers take for a command, wherever it stands in a log: {@code ##[…]} (GitHub),
     * {@code ##vso[…]} (Azure), {@code ##teamcity[…]}; or at a line's beginning, {@code ::…::} (GitHub).
     */
    private static final Pattern COMMAND = Pattern.compile("(?<=#)(?=#\\w*\\[)|(?<=^\\s{0,20}:)(?=:)");

    private ForeignText() {}

    /** Return {@code text} as one line, which no terminal and no CI server takes for more than text. */
    public static String line(String text) {
        if (isPlain(text)) {
            return text;
        }
        String line = LINE_END_OR_CONTROL.matcher(text).replaceAll(" ");
        return COMMAND.matcher(seen(line)).replaceAll(" ");
    }

    /** Return {@code text} in its lines, without anything else that is not seen. */
    public static String lines(String text) {
        return isPlain(text) ? text : CONTROL.matcher(seen(text)).replaceAll(REPLACEMENT);
    }

    private static String seen(String text) {
        return UNSEEN.matcher(text).replaceAll(REPLACEMENT);
    }

    /** Whether there is nothing to look for, as in nearly all names and figures. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || character == '#' || character == ':') {
                return false;
            }
        }
        return true;
    }
}
