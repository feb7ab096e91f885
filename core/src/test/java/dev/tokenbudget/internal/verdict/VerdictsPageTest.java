package dev.tokenbudget.internal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the page on verdicts has the builds that {@link MonteCarloTest} simulates, and keeps what is promised of them. */
class VerdictsPageTest {

    private static final VerdictTable PAGE = VerdictTable.ofPage();

    @Test
    void has_a_row_of_all_simulated_builds() {
        assertThat(PAGE.names()).isEqualTo(Cells.all().stream().map(Cell::name).toList());
    }

    @ParameterizedTest
    @MethodSource("promises")
    void keeps_its_promises(Cell cell, Bar bar) {
        assertThat(PAGE.of(cell).of(bar.figure())).matches(bar::isMetBy);
    }

    static Stream<Arguments> promises() {
        return Cells.all().stream().flatMap(cell -> cell.bars().stream().map(bar -> Arguments.of(cell, bar)));
    }
}
