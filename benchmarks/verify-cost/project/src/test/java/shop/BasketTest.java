package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasketTest {

    private final Basket basket = new Basket();

    @BeforeEach
    void fill() {
        basket.add("tea", 3, "4.20");
        basket.add("cup", 1, "7.90");
    }

    @Test
    void countsWhatIsInIt() {
        assertThat(basket.size()).isEqualTo(4);
    }

    @Test
    void addsUpPrices() {
        assertThat(basket.total()).isEqualByComparingTo("20.50");
    }

    @ParameterizedTest
    @CsvSource({"0, 20.50", "10, 18.45", "50, 10.25"})
    void reducesPrices(int percent, String price) {
        assertThat(basket.reducedBy(percent)).isEqualByComparingTo(price);
    }

    @Test
    void knowsWhatIsDearest() {
        assertThat(basket.dearest()).hasValue("tea");
    }

    @Test
    void holdsNothingThatIsNotThere() {
        assertThatThrownBy(() -> basket.add("pot", 0, "30.00")).hasMessageContaining("pot");
    }
}
