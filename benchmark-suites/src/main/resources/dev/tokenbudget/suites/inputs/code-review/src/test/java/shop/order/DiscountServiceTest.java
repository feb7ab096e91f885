package shop.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscountServiceTest {

    private static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);
    private final FakeDiscounts discounts = new FakeDiscounts();
    private final DiscountService service = new DiscountService(discounts);

    @Test
    void takes_ten_percent_off() {
        discounts.add(new Discount("SPRING", 10, 2_000, LocalDate.of(2026, 5, 31), false));
        Order order = new Order(List.of(new Order.OrderLine("B-100", 2, 1_500)), member(), MAY_1);

        assertTrue(service.apply(order, "spring"));

        assertEquals(2_700, order.totalCents());
    }

    @Test
    void refuses_an_order_below_the_minimum() {
        discounts.add(new Discount("SPRING", 10, 5_000, LocalDate.of(2026, 5, 31), false));
        Order order = new Order(List.of(new Order.OrderLine("B-100", 2, 1_500)), member(), MAY_1);

        assertFalse(service.apply(order, "SPRING"));
    }

    private static Customer member() {
        return new Customer(7, "ada@example.org", new Customer.LoyaltyCard("L-7", true));
    }
}
