package dev.tokenbudget.internal.report;

/** A text as one line of the console: names come from parameters and providers, and may hold line ends or escape sequences. */
final class ConsoleLine {

    private ConsoleLine() {}

    static String of(String text) {
        return text.replaceAll("\\p{Cntrl}|\\R", " ");
    }
}
