package dev.tokenbudget.internal.history.output.prometheus;

import java.util.regex.Pattern;

/** Values of labels, which come from people and other systems. */
final class LabelValue {

    static final String ENVIRONMENT = "environment";

    /** Stands for all values beyond those that are told apart. */
    static final String OTHER = "other";

    private static final int MOST_CHARACTERS = 200;

    /** What no value needs and some readers refuse: control characters, and halves of characters. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private LabelValue() {}

    static String of(String value) {
        String shown = UNREADABLE.matcher(value).replaceAll(" ");
        return shown.codePointCount(0, shown.length()) <= MOST_CHARACTERS
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, MOST_CHARACTERS));
    }
}
