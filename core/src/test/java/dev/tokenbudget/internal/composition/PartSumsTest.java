package dev.tokenbudget.internal.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PartSumsTest {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final PartSums sums = new PartSums();

    @Test
    void start_at_zero_and_are_kept_for_each_part() {
        sums.add(Part.USER, 7);
        sums.add(Part.USER, -9);

        assertThat(sums.of(Part.USER)).isEqualTo(BigInteger.valueOf(-2));
        assertThat(sums.of(Part.TOOLS)).isZero();
    }

    @Test
    void are_exact_beyond_64_bits() {
        sums.add(Part.USER, Long.MAX_VALUE);
        sums.add(Part.USER, Long.MAX_VALUE);
        sums.add(Part.USER, 5);
        sums.add(Part.USER, MOST.pow(2));

        assertThat(sums.of(Part.USER))
                .isEqualTo(MOST.add(MOST).add(BigInteger.valueOf(5)).add(MOST.pow(2)));
    }

    @Test
    void are_exact_below_64_bits() {
        sums.add(Part.OVERHEAD, Long.MIN_VALUE);
        sums.add(Part.OVERHEAD, Long.MIN_VALUE);

        assertThat(sums.of(Part.OVERHEAD))
                .isEqualTo(BigInteger.valueOf(Long.MIN_VALUE).shiftLeft(1));
    }
}
