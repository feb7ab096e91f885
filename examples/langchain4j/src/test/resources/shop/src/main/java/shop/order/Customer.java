package shop.order;

/** Somebody with an account. */
public record Customer(String name, LoyaltyCard loyaltyCard) {}
