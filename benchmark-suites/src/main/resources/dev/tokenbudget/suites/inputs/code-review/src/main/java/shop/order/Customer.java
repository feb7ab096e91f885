package shop.order;

/** A registered customer. Guests order without one. */
public final class Customer {

    private final long id;
    private final String email;
    private final LoyaltyCard loyaltyCard;

    public Customer(long id, String email, LoyaltyCard loyaltyCard) {
        this.id = id;
        this.email = email;
        this.loyaltyCard = loyaltyCard;
    }

    public long id() {
        return id;
    }

    public String email() {
        return email;
    }

    /** Return the loyalty card, or null for a customer who has none. */
    public LoyaltyCard loyaltyCard() {
        return loyaltyCard;
    }

    /** A loyalty card; it lapses when it has not been used for two years. */
    public record LoyaltyCard(String number, boolean active) {}
}
