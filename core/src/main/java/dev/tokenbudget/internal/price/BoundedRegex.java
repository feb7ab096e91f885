package dev.tokenbudget.internal.price;

import dev.tokenbudget.internal.text.ClassLog;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A regular expression of a price list that gives up on a name that takes too long: Java's expressions may take time
 * that grows exponentially with a name, and names come from agents and providers.
 *
 * @param pattern the expression
 */
record BoundedRegex(Pattern pattern) implements Predicate<String> {

    private static final ClassLog LOG = new ClassLog(BoundedRegex.class);

    /** A hundred times what any expression in use needs for a long name. */
    private static final int MOST_STEPS = 1_000_000;

    @Override
    public boolean test(String name) {
        try {
            return pattern.matcher(new Watched(name)).find();
        } catch (TooManyStepsException | StackOverflowError e) {
            LOG.get()
                    .log(
                            System.Logger.Level.WARNING,
                            "The pattern /" + pattern + "/ of the price list takes too long with a name of "
                                    + name.length() + " characters: it counts as not matching.");
            return false;
        }
    }

    /** A name that counts how often one of its characters is looked at. */
    private static final class Watched implements CharSequence {

        private final String name;
        private int steps;

        Watched(String name) {
            this.name = name;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManyStepsException();
            }
            return name.charAt(index);
        }

        @Override
        public int length() {
            return name.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return name.subSequence(start, end);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyStepsException() {
            super(null, null, false, false);
        }
    }
}
