package dev.tokenbudget.internal.gateway.prefix;

import dev.tokenbudget.usage.PromptSections.Difference.Look;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells what the first difference of two texts looks like. */
final class DifferenceLook {

    /** Characters before and behind the difference that are looked at: longer than any date or id. */
    private static final int AROUND = 80;

    private static final String CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:\\s?[ap]\\.?m\\b\\.?)?";
    /** Between points, a year of two digits stands behind two digits alone: 1.2.34 is a version. */
    private static final String DAY =
            "(?:19|20)\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)\\d{2}"
                    + "|\\d{1,2}[-/]\\d{1,2}[-/]\\d{2}|\\d{2}[.]\\d{2}[.]\\d{2}";

    private static final String MONTH =
            "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
                    + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
    private static final String WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b";
    private static final String ZONE = "(?:z|utc|gmt|[a-z]{3,4}t|[+-]\\d{2}:?\\d{2})\\b";
    private static final String PART =
            "(?:" + DAY + "|" + CLOCK + "|" + WEEKDAY + "|" + MONTH + "|" + ZONE + "|\\d{1,4}(?:st|nd|rd|th)?\\b\\.?)";

    /** Parts of a date one behind the other. */
    private static final Pattern DATE = Pattern.compile(
            "(?<![a-z0-9])" + PART + "(?:(?:[ ,t]|, | at )?" + PART + "){0,11}", Pattern.CASE_INSENSITIVE);

    /** What makes such parts a date: a clock, a day, or a month or weekday. */
    private static final Pattern TELLING = Pattern.compile(
            CLOCK + "|" + DAY + "|\\b[a-z]+day\\b|\\b" + MONTH + "\\s+\\d|\\d\\.?\\s+" + MONTH + "|\\b" + WEEKDAY
                    + "\\W+\\d",
            Pattern.CASE_INSENSITIVE);

    /** ISO 8601 without separators, a day without them, and seconds to nanoseconds since 1970, of this century's first half. */
    private static final Pattern BARE_TIME = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "(?:19|20)\\d{6}T\\d{4,6}(?:\\.\\d+)?Z?"
            + "|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])"
            + "|[12]\\d{9}(?:\\d{3}|\\d{6}|\\d{9})?(?:\\.\\d+)?)(?![A-Za-z0-9])");

    private static final Pattern UUID = Pattern.compile(
            "(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_+/=-]+");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern NUMBER = Pattern.compile("\\d++(?:[.,]\\d++)*+");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{6,}|[0-9A-F]{6,}");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{14,}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,;{}\\[\\]]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Shorter ones may be names, as of models. */
    private static final int SHORTEST_ID = 10;

    private final String before;
    private final String after;
    private final int offset;

    private DifferenceLook(String before, String after, int offset) {
        this.before = before;
        this.after = after;
        this.offset = offset;
    }

    /** Return what the difference of two texts looks like that are the same up to {@code offset}. */
    static Look of(String before, String after, int offset) {
        if (SPACE.matcher(before).replaceAll("").equals(SPACE.matcher(after).replaceAll(""))) {
            return Look.WHITESPACE;
        }
        if (haveSameWords(before, after)) {
            return Look.ORDER;
        }
        int begin = Math.max(0, offset - AROUND);
        return new DifferenceLook(around(before, begin, offset), around(after, begin, offset), offset - begin).look();
    }

    private Look look() {
        if (isTime()) {
            return Look.TIME;
        }
        if (isId()) {
            return Look.ID;
        }
        return both(NUMBER).isPresent() ? Look.NUMBER : Look.TEXT;
    }

    private boolean isTime() {
        return both(BARE_TIME).isPresent()
                || both(DATE)
                        .filter(dates -> dates.stream()
                                .allMatch(date -> TELLING.matcher(date).find()))
                        .isPresent();
    }

    private boolean isId() {
        return both(UUID).isPresent()
                || Stream.of(SEGMENT, TOKEN)
                        .flatMap(form -> both(form).stream())
                        .anyMatch(DifferenceLook::areIds);
    }

    /** Random letters and digits: one of two may have no digit, or no letter, by chance. */
    private static boolean areIds(List<String> both) {
        boolean areSameLength = both.get(0).length() == both.get(1).length();
        boolean isMixed = both.stream().anyMatch(DifferenceLook::isMixed);
        boolean areLong = both.stream().allMatch(text -> text.length() >= SHORTEST_ID);
        return areSameLength
                        && isMixed
                        && both.stream().allMatch(text -> HEX.matcher(text).matches())
                || isMixed && areSameLength && areLong
                || both.stream().allMatch(text -> LONG_NUMBER.matcher(text).matches());
    }

    private static boolean isMixed(String text) {
        return text.chars().anyMatch(Character::isDigit) && text.chars().anyMatch(Character::isLetter);
    }

    /** Return what {@code form} finds at the difference in both texts, where that is not the same. */
    private Optional<List<String>> both(Pattern form) {
        return at(before, form)
                .flatMap(one ->
                        at(after, form).filter(other -> !other.equals(one)).map(other -> List.of(one, other)));
    }

    private Optional<String> at(String text, Pattern form) {
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            if (matcher.start() <= offset && offset <= matcher.end()) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    private static String around(String text, int begin, int offset) {
        return text.substring(begin, Math.min(text.length(), offset + AROUND));
    }

    private static boolean haveSameWords(String before, String after) {
        return before.length() == after.length() && words(before).equals(words(after));
    }

    private static List<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text))
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }
}
