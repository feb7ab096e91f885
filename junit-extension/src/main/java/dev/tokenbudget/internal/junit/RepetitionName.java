package dev.tokenbudget.internal.junit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The display name of an invocation whose template says nothing of parameters, taken apart: extensions that try a test again
 * count in it, as in {@code [2]}, {@code attempt 2/3} or {@code Repetition if test failed 2 of 3}.
 *
 * @param withoutCount what the name says beyond that; absent where it says no more
 * @param counts whether the name counts invocations
 */
record RepetitionName(Optional<String> withoutCount, boolean counts) {

    private static final Pattern LEADING_INDEX = Pattern.compile("^\\s*\\[\\d+]");
    private static final Pattern COUNT =
            Pattern.compile("(?<![\\w.])(\\d+)(\\s*(?:/|of|out of)\\s*\\d+)?(?![\\w.])", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNTED = Pattern.compile(
            "\\b(attempt|execution|invocation|iteration|repeat|repetition|rerun|retry|round|run|try)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /**
     * Take {@code displayName} apart.
     *
     * @param index the invocation's place among all of its template, such as {@code #2}
     * @param templateName the display name of the template
     */
    static RepetitionName of(String displayName, String index, String templateName) {
        String name = LEADING_INDEX.matcher(displayName).replaceFirst("").replace(templateName, "");
        int number = Integer.parseInt(index.substring(1));
        Matcher count = COUNT.matcher(name);
        while (count.find()) {
            boolean isOfThis = isAbout(number, count.group(1));
            if (isOfThis && (count.group(2) != null || COUNTED.matcher(name).find())) {
                String rest = name.substring(0, count.start()) + name.substring(count.end());
                return new RepetitionName(words(rest), true);
            }
        }
        return new RepetitionName(Optional.of(name.strip()).filter(RepetitionName::hasWords), !hasWords(name));
    }

    /** Some count from 0. */
    private static boolean isAbout(int number, String counted) {
        return counted.equals(String.valueOf(number)) || counted.equals(String.valueOf(number - 1));
    }

    private static Optional<String> words(String rest) {
        return hasWords(COUNTED.matcher(rest).replaceAll(""))
                ? Optional.of(rest.replaceAll("\\s+", " ").strip())
                : Optional.empty();
    }

    private static boolean hasWords(String text) {
        return !NO_WORD.matcher(text).replaceAll("").isEmpty();
    }
}
