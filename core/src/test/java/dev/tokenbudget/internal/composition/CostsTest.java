package dev.tokenbudget.internal.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostsTest {

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1e-13,
                5e-13,
                1.5e-12,
                2.5e-12,
                -2.5e-12,
                0.000123456789,
                0.1234567890125,
                0.9999999999995,
                1,
                81.5,
                1e22
            })
    void rounds_doubles_as_their_decimals(double usd) {
        assertThat(Costs.unitsOf(usd)).isEqualTo(Costs.unitsOf(BigDecimal.valueOf(usd)));
    }

    @Test
    void rounds_any_double_as_its_decimals() {
        Random chance = new Random(18);
        for (int i = 0; i < 10_000; i++) {
            double usd = chance.nextDouble() * Math.pow(10, chance.nextInt(15) - 13);

            assertThat(Costs.unitsOf(usd)).isEqualTo(Costs.unitsOf(BigDecimal.valueOf(usd)));
        }
    }
}
