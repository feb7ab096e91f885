package dev.tokenbudget.internal.gateway.replay;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts without what changes when they are put into another text: space, and the breaks of lines. */
final class Wording {

    /** A line of as many characters is nobody else's. */
    static final int TELLING = 40;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Wording() {}

    static String of(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }

    /** Return a text, and each of its lines, where they are long enough to tell where they come from. */
    static Stream<String> tellingQuotes(String text) {
        return Stream.concat(Stream.of(text), text.lines()).map(Wording::of).filter(quote -> quote.length() >= TELLING);
    }
}
