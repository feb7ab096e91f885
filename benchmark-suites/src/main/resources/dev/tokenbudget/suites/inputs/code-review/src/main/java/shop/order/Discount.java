package shop.order;

import java.time.LocalDate;

/**
 * A discount code as the marketing team enters it.
 *
 * @param code what a customer types, upper case
 * @param percent from 1 to 80
 * @param minimumCents the smallest order total that the code applies to, in cents
 * @param lastDay the last day on which the code is valid
 * @param loyalOnly whether only customers with a loyalty card may use it
 */
public record Discount(String code, int percent, long minimumCents, LocalDate lastDay, boolean loyalOnly) {}
