package shop.order;

import java.util.Locale;
import java.util.Optional;

/** Applies discount codes to orders. */
public final class DiscountService {

    private final DiscountRepository discounts;

    public DiscountService(DiscountRepository discounts) {
        this.discounts = discounts;
    }

    /** Apply a code to an order; an unknown or expired code changes nothing. */
    public boolean apply(Order order, String code) {
        Optional<Discount> found = discounts.findByCode(code.toUpperCase(Locale.ROOT));
        if (found.isEmpty()) {
            return false;
        }
        Discount discount = found.get();
        if (!order.placedOn().isBefore(discount.lastDay())) {
            return false;
        }
        if (order.subtotalCents() < discount.minimumCents()) {
            return false;
        }
        if (discount.loyalOnly() && !order.customer().loyaltyCard().active()) {
            return false;
        }
        double factor = discount.percent() / 100.0;
        order.discountBy((long) (order.subtotalCents() * factor));
        return true;
    }
}
