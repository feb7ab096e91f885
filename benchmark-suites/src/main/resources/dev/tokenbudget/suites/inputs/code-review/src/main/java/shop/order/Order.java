package shop.order;

import java.time.LocalDate;
import java.util.List;

/** An order on its way through the checkout. Amounts are in cents. */
public final class Order {

    private final List<OrderLine> lines;
    private final Customer customer;
    private final LocalDate placedOn;
    private long discountCents;

    /**
     * Create an order.
     *
     * @param customer the registered customer, or null for a guest
     */
    public Order(List<OrderLine> lines, Customer customer, LocalDate placedOn) {
        this.lines = List.copyOf(lines);
        this.customer = customer;
        this.placedOn = placedOn;
    }

    public Customer customer() {
        return customer;
    }

    public LocalDate placedOn() {
        return placedOn;
    }

    public long subtotalCents() {
        return lines.stream().mapToLong(line -> line.unitCents() * line.quantity()).sum();
    }

    public long totalCents() {
        return subtotalCents() - discountCents;
    }

    void discountBy(long cents) {
        this.discountCents += cents;
    }

    /** One article of an order. */
    public record OrderLine(String articleNumber, int quantity, long unitCents) {}
}
