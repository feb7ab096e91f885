package dev.tokenbudget.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void divides_a_whole_into_parts_that_add_up_to_it() {
        assertThat(Shares.of(new double[] {1, 1, 1}, OptionalLong.of(100))).containsExactlyInAnyOrder(34, 33, 33);
        assertThat(Shares.of(new double[] {0, 0}, OptionalLong.of(7))).containsExactly(0, 7);
        assertThat(Shares.of(new double[] {1.4, 2.6}, OptionalLong.empty())).containsExactly(1, 3);
    }
}
