package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.text.Wildcard;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of names: a name, a name in which {@code *} stands for anything, or a regular expression between slashes. */
record NamePattern(Predicate<String> test) {

    /** @throws IllegalArgumentException if the pattern is empty or is not a regular expression */
    static NamePattern parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a name pattern is empty.");
        }
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            return new NamePattern(new BoundedRegex(expression(text)));
        }
        String name = text.toLowerCase(Locale.ROOT);
        if (!name.contains("*")) {
            return new NamePattern(name::equals);
        }
        return new NamePattern(Wildcard.stars(name)::matches);
    }

    boolean matches(String name) {
        return test.test(name);
    }

    private static Pattern expression(String text) {
        try {
            return Pattern.compile(text.substring(1, text.length() - 1));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern " + text + " is not a regular expression: " + e.getDescription() + ".", e);
        }
    }
}
