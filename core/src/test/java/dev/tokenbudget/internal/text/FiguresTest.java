package dev.tokenbudget.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0|0
        7|7
        3.4|3.4
        3.44|3.4
        99.94|99.9
        364.8|365
        999.96|1,000
        1234.5|1,234
        1235.5|1,236
        -1234.5|-1,234
        -0.0|0
        17420|17,420
        999999999999999872|999,999,999,999,999,872
        1000000000000000000|1,000,000,000,000,000,000
        4611686018427387904|4,611,686,018,427,387,904
        Infinity|∞
        """)
    void writes_counts_with_as_many_digits_as_help(double value, String text) {
        assertThat(Figures.count(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        15000.4|15000|15,000.4
        15000.004|15000|15,000.004
        14999.9|15000|14,999.9
        15000|15000|15,000
        17420|15000|17,420
        3.44|3.4|3.44
        59.99|60|59.99
        """)
    void never_rounds_a_count_onto_its_limit(double value, double limit, String text) {
        assertThat(Figures.count(value, limit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0|$0
        0.25|$0.25
        0.1|$0.10
        0.12345|$0.1235
        0.0123|$0.0123
        0.001234|$0.00123
        0.00000075|$0.00000075
        0.99999|$1.00
        12.345|$12.35
        999.999|$1,000.00
        1234.5|$1,234
        -0.5|-$0.50
        """)
    void writes_dollars_with_as_many_digits_as_help(double amount, String text) {
        assertThat(Figures.usd(amount)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.250001|0.25|$0.250001
        0.2499999|0.25|$0.2499999
        0.25|0.25|$0.25
        5.001|5|$5.001
        2000.1|2000|$2,000.10
        0.3|0.25|$0.30
        """)
    void never_rounds_dollars_onto_their_limit(double amount, double limit, String text) {
        assertThat(Figures.usd(amount, limit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0123, +$0.0123", "-0.5, -$0.50", "0, +$0"})
    void writes_changes_of_dollars_with_their_sign(double amount, String text) {
        assertThat(Figures.usdChange(amount)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.3|+30.0 %
        0|+0.0 %
        -0.25|-25.0 %
        1.51|+151.0 %
        12.3456|+1,234.6 %
        Infinity|+∞ %
        """)
    void writes_shares_with_their_sign(double fraction, String text) {
        assertThat(Figures.percent(fraction)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.15001|0.15|+15.001 %
        0.1500000001|0.15|+15.00000001 %
        0.14999|0.15|+14.999 %
        -0.00001|0|-0.001 %
        0.3|0.15|+30.0 %
        0.15|0.15|+15.0 %
        """)
    void never_rounds_a_share_onto_its_limit(double fraction, double limit, String text) {
        assertThat(Figures.percent(fraction, limit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1204|+1,204
        -3.25|-3.2
        0|+0
        """)
    void writes_changes_with_their_sign(double value, String text) {
        assertThat(Figures.change(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        24.3|+24.3 points
        -12.6|-12.6 points
        31|+31.0 points
        -1|-1.0 points
        0.44|+0.4 points
        """)
    void writes_points_as_precisely_as_percentages(double points, String text) {
        assertThat(Figures.points(points)).isEqualTo(text);
    }

    @Test
    void writes_ratios_in_two_decimals_but_never_onto_their_limits() {
        assertThat(Figures.ratio(0.2149, 0.05, 0.15)).isEqualTo("0.21");
        assertThat(Figures.ratio(0.15001, 0.05, 0.15)).isEqualTo("0.15001");
        assertThat(Figures.ratio(0.0496, 0.05, 0.15)).isEqualTo("0.0496");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.776|78 %
        0|0 %
        1|100 %
        0.0032|0.3 %
        0.0004|0.04 %
        0.995|99.5 %
        0.9999|99.99 %
        1.25|125 %
        -0.001|-0.1 %
        """)
    void writes_a_part_of_a_whole_without_a_sign_and_never_as_none_or_all(double fraction, String text) {
        assertThat(Figures.share(fraction)).isEqualTo(text);
    }

    @Test
    void takes_the_rounding_of_a_division_for_what_it_is() {
        double drift = 115.0 / 100 - 1;

        assertThat(drift).isNotEqualTo(0.15);
        assertThat(Figures.percent(drift, 0.15)).isEqualTo("+15.0 %");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0132, 0.013",
        "0.0001, 0.0001",
        "0.0501, 0.0501",
        "0.04996, 0.04996",
        "0.05, 0.05",
        "1, 1",
        "0, 0",
        "0.00001234, 0.000012",
        "0.00000994, 9.9e-6",
        "7.31e-20, 7.3e-20",
        "1e-300, 1e-300"
    })
    void writes_probabilities_in_two_digits_but_never_onto_their_limit(double p, String text) {
        assertThat(Figures.probability(p, 0.05)).isEqualTo(text);
    }

    @Test
    void writes_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Figures.count(17_420.5, 17_420)).isEqualTo("17,420.5");
        } finally {
            Locale.setDefault(before);
        }
    }
}
