package dev.tokenbudget.suites;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an answer must hold, so that a run that got cheap by getting worse fails. Messages tell the answer's length and not
 * its text, because answers do not belong in reports.
 *
 * @param subject what the answer is, such as "The review"
 */
record Expectations(String subject, String answer) {

    /** Expect at least one of several ways to say the same, in any case. */
    Expectations mentions(String... ways) {
        String lower = answer.toLowerCase(Locale.ROOT);
        boolean mentioned = List.of(ways).stream().anyMatch(way -> lower.contains(way.toLowerCase(Locale.ROOT)));
        assertTrue(mentioned, () -> described() + " does not mention " + String.join(" or ", ways) + ".");
        return this;
    }

    Expectations mentionsFirst(String first, String then) {
        int begin = answer.indexOf(first);
        int end = answer.indexOf(then);
        assertTrue(
                begin >= 0 && (end < 0 || begin < end),
                () -> described() + " does not put " + first + " before " + then + ".");
        return this;
    }

    Expectations holdsAtLeast(int times, String text) {
        long found =
                Pattern.compile(Pattern.quote(text)).matcher(answer).results().count();
        assertTrue(
                found >= times,
                () -> described() + " holds " + text + " " + found + " times, at least " + times + " are expected.");
        return this;
    }

    private String described() {
        return subject + " (" + answer.length() + " characters)";
    }
}
