package dev.tokenbudget.internal.verdict;

import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the table on the page on verdicts.
 *
 * @param name what is special in it
 * @param simulated its builds
 * @param number how many are simulated
 * @param bars what its figures are held to
 */
record Cell(String name, SimulatedBuilds simulated, int number, List<Bar> bars) {

    Cell(String name, SimulatedBuilds simulated, int number, Bar... bars) {
        this(name, simulated, number, List.of(bars));
    }

    /** Return this cell with one more thing to hold to. */
    Cell and(Bar more) {
        return new Cell(
                name,
                simulated,
                number,
                Stream.concat(bars.stream(), Stream.of(more)).toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
