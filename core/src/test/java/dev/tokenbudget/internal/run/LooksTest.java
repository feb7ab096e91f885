package dev.tokenbudget.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksTest {

    @ParameterizedTest
    @CsvSource({"5,40,5 10 20 40", "5,5,5", "5,12,5 10 12", "1,3,1 2 3", "7,100,7 14 28 56 100"})
    void are_after_the_first_runs_and_whenever_they_have_doubled(int first, int most, String expected) {
        List<String> at = new ArrayList<>();
        Looks looks = new Looks(first, most);
        for (int runs = looks.next(0); !at.contains(String.valueOf(runs)); runs = looks.next(runs)) {
            at.add(String.valueOf(runs));
        }

        assertThat(String.join(" ", at)).isEqualTo(expected);
    }

    @Test
    void refuse_numbers_that_cannot_be_runs() {
        assertThatThrownBy(() -> new Looks(0, 40))
                .hasMessage("Runs are 1 or more, and maxRuns no fewer than runs, but got runs = 0 and maxRuns = 40.");
        assertThatThrownBy(() -> new Looks(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
