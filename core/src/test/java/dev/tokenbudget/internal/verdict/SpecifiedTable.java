package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/** Prints simulated figures beside the specified ones, and holds all of them to their tolerance at the end. */
final class SpecifiedTable {

    private final SoftAssertions figures = new SoftAssertions();

    SpecifiedTable(String title) {
        System.out.printf("%n%s%n%-62s %9s %9s %9s%n", title, "", "simulated", "specified", "allowed");
    }

    void add(String what, double simulated, double specified, double allowed) {
        System.out.printf(Locale.ROOT, "%-62s %9.2f %9.1f   ±%6.1f%n", what, simulated, specified, allowed);
        figures.assertThat(simulated).as(what).isCloseTo(specified, within(allowed));
    }

    /** Print a figure that follows from no specified one. */
    void note(String what, double simulated) {
        System.out.printf(Locale.ROOT, "%-62s %9.2f%n", what, simulated);
    }

    void assertAll() {
        figures.assertAll();
    }
}
