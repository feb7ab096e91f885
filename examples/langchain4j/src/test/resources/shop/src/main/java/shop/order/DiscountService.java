package shop.order;

/** Applies discount codes to orders. */
public class DiscountService {

    private final DiscountRepository discounts;

    public DiscountService(DiscountRepository discounts) {
        this.discounts = discounts;
    }

    public void apply(Order order, String code) {
        Discount discount = discounts.findByCode(code);
        if (discount.forLoyalCustomers() && !order.customer().loyaltyCard().isValid()) {
            throw new DiscountRefused("This code is not valid for your order.");
        }
        order.discountBy((long) (order.subtotalCents() * discount.percent() / 100.0));
    }
}
