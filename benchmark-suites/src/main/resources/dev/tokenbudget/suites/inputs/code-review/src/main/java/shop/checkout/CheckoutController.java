package shop.checkout;

import shop.order.DiscountService;
import shop.order.Order;

/** Takes the steps of the checkout. The session holds the order between two steps. */
public final class CheckoutController {

    private final DiscountService discounts;
    private final Payments payments;

    public CheckoutController(DiscountService discounts, Payments payments) {
        this.discounts = discounts;
        this.payments = payments;
    }

    /** Called for each press of the button "Apply code". */
    public String applyCode(CheckoutSession session, String code) {
        Order order = session.order();
        if (discounts.apply(order, code)) {
            return "Code applied, new total: " + order.totalCents() / 100.0;
        }
        return "This code is not valid for your order.";
    }

    /** Called once, when the customer confirms the order. */
    public Receipt confirm(CheckoutSession session) {
        Order order = session.order();
        return payments.charge(session.paymentMethod(), order.totalCents());
    }
}
