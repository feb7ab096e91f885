package dev.tokenbudget.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression, and texts made to keep it busy: repetitions of what it is written of.
 *
 * @param searched whether it is looked for within a text, and not only matched with the whole
 */
record Expression(Pattern pattern, boolean searched) {

    private static final int LENGTH = 600;
    /** Repetition by recursion overflows the stack from some thousand times on. */
    private static final int LONG = 60_000;
    /** How often a character may be looked at on average, in matching and in looking for matches. */
    private static final int LOOKS = 120;

    private static final int TEXTS = 300;
    private static final int LONG_TEXTS = 12;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{2,20}+");
    private static final List<String> USUAL = List.of("a", "A", "1", " ", "\n", ".", ",", "-", "_", "/");

    private record Repeated(String prefix, String unit) {

        /** What comes last makes a match of the whole fail late. */
        String text(int length) {
            return prefix + unit.repeat(Math.max(1, length / unit.length())) + "\u0001";
        }

        String shown() {
            return "\"" + (prefix + unit + unit + unit).replace("\n", "\\n") + "…\"";
        }
    }

    private record Tried(Repeated form, long looks) {}

    /** Return what takes too long or overflows the stack, if anything does. */
    Optional<String> costly() {
        List<Tried> tried = new ArrayList<>();
        for (Repeated form : forms()) {
            String text = form.text(LENGTH);
            long most = (long) text.length() * LOOKS;
            long looks = looks(text, most);
            if (looks > most) {
                return Optional.of("more than " + LOOKS + " looks at each character of " + form.shown());
            }
            tried.add(new Tried(form, looks));
        }
        tried.sort(Comparator.comparingLong(Tried::looks).reversed());
        List<Repeated> busiest =
                tried.stream().limit(LONG_TEXTS).map(Tried::form).toList();
        return OnSmallStack.first(
                busiest,
                form -> overflows(form.text(LONG))
                        ? Optional.of("the stack overflows with " + form.shown())
                        : Optional.empty());
    }

    private boolean overflows(String text) {
        try {
            looks(text, (long) text.length() * LOOKS);
            return false;
        } catch (StackOverflowError e) {
            return true;
        }
    }

    private long looks(String text, long most) {
        CountedText counted = new CountedText(text, most);
        try {
            pattern.matcher(counted).matches();
            if (searched) {
                Matcher matcher = pattern.matcher(counted);
                boolean more = true;
                while (more) {
                    more = matcher.find();
                }
            }
        } catch (CountedText.TooManyLooksException e) {
            return most + 1;
        }
        return counted.looks();
    }

    private Set<Repeated> forms() {
        List<String> words = words(pattern.pattern());
        Set<Repeated> forms = new LinkedHashSet<>();
        words.forEach(word -> forms.add(new Repeated("", word)));
        Random random = new Random(pattern.pattern().hashCode());
        for (int tries = 0; forms.size() < TEXTS && tries < 4 * TEXTS; tries++) {
            String unit = any(words, random) + any(words, random);
            forms.add(new Repeated(random.nextBoolean() ? any(words, random) : "", unit));
        }
        return forms;
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static List<String> words(String expression) {
        String plain = expression
                .replaceAll("\\\\[dD]", "1")
                .replaceAll("\\\\[wW]", "a")
                .replaceAll("\\\\[sShR]", " ")
                .replaceAll("\\\\[pP]\\{\\w++\\}", "a")
                .replaceAll("\\\\[bBAzZQEG]", "");
        Set<String> words = new LinkedHashSet<>(USUAL);
        plain.codePoints()
                .filter(character -> "()[]{}|?*+^\\$".indexOf(character) < 0)
                .limit(40)
                .forEach(character -> words.add(Character.toString(character)));
        WORD.matcher(plain).results().limit(20).forEach(word -> words.add(word.group()));
        for (String mark : List.of("\"", "[", "]", "(", ")", "{", "}", "|", "?", "*", "+", "$", "\\")) {
            if (expression.contains("\\" + mark)) {
                words.add(mark);
            }
        }
        List<String> all = new ArrayList<>(words);
        Collections.shuffle(all, new Random(1));
        return all;
    }
}
