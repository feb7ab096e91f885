package dev.tokenbudget.internal.gateway.prefix;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares texts that may be one text with something in it that changes. */
final class LikeText {

    /** Characters of a text whose words are compared: enough to know it by. */
    private static final int COMPARED = 16_384;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private LikeText() {}

    /** Return whether half of two texts is the same: from their begin and end, or two words at a time. */
    static boolean areAlike(String one, String other) {
        int begin = commonBegin(one, other);
        int shorter = Math.min(one.length(), other.length());
        int longer = Math.max(one.length(), other.length());
        return begin == longer
                || 2 * (begin + commonEnd(one, other, shorter - begin)) >= longer
                || havePairsInCommon(pairsOfWords(one), pairsOfWords(other));
    }

    /** Return how many characters two texts have in common from their begin. */
    static int commonBegin(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int common = 0;
        while (common < shorter && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }

    private static int commonEnd(String one, String other, int most) {
        int common = 0;
        while (common < most && one.charAt(one.length() - 1 - common) == other.charAt(other.length() - 1 - common)) {
            common++;
        }
        return common;
    }

    private static boolean havePairsInCommon(Set<String> one, Set<String> other) {
        int fewer = Math.min(one.size(), other.size());
        return fewer > 0 && 2 * one.stream().filter(other::contains).count() >= fewer;
    }

    private static Set<String> pairsOfWords(String text) {
        Set<String> pairs = new HashSet<>();
        Matcher words = WORD.matcher(text.substring(0, Math.min(text.length(), COMPARED)));
        for (String before = ""; words.find(); before = words.group()) {
            if (!before.isEmpty()) {
                pairs.add(before + " " + words.group());
            }
        }
        return pairs;
    }
}
