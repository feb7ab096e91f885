package dev.tokenbudget.internal.history.output.prometheus;

import dev.tokenbudget.internal.text.ForeignText;

/** Values of labels, which come from people and other systems. */
final class LabelValue {

    static final String ENVIRONMENT = "environment";

    /** Stands for all values beyond those that are told apart. */
    static final String OTHER = "other";

    private static final int MOST_CHARACTERS = 200;

    private LabelValue() {}

    static String of(String value) {
        String shown = ForeignText.line(value);
        return shown.codePointCount(0, shown.length()) <= MOST_CHARACTERS
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, MOST_CHARACTERS));
    }
}
