package shop.order;

/** What a customer, or a guest, buys. */
public class Order {

    private Customer customer;
    private long subtotalCents;
    private long discountCents;

    /** The customer, or null for a guest. */
    public Customer customer() {
        return customer;
    }

    public long subtotalCents() {
        return subtotalCents;
    }

    public void discountBy(long cents) {
        discountCents += cents;
    }

    public long totalCents() {
        return subtotalCents - discountCents;
    }
}
