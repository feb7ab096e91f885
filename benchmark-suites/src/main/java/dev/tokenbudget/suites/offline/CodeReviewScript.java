package dev.tokenbudget.suites.offline;

import dev.tokenbudget.suites.offline.Script.Wish;

/** The review of the pull request that adds discount codes. */
final class CodeReviewScript {

    private static final String ORDER = "src/main/java/shop/order/";

    private CodeReviewScript() {}

    static Script script() {
        return Script.of("diff --git")
                .uses(1, "The heart of this change is the service, so I read it in full.", read("DiscountService.java"))
                .uses(
                        0.85,
                        "It asks the order for its customer; I want to see when there is none.",
                        read("Order.java"),
                        read("Customer.java"))
                .uses(0.6, "Let me see what the linter says of the new classes.", lint("DiscountService.java"))
                .uses(0.45, "Who calls apply, and how often?", new Wish("search", "{\"text\":\"discounts.apply\"}"))
                .uses(0.35, "The query is built by hand, so I look at the repository.", read("DiscountRepository.java"))
                .uses(0.1, "I am not sure about the tests yet.", new Wish("list_files", "{}"))
                .uses(
                        0.1,
                        "Let me check what the tests cover.",
                        new Wish("read_file", "{\"path\":\"src/test/java/shop/order/DiscountServiceTest.java\"}"))
                .says(1, """
                        ## Must change

                        1. `DiscountService.apply`: a missing null check. `order.customer()` is null for a guest, and
                           `loyaltyCard()` is null for a customer without a card; a code for loyal customers then ends the
                           checkout with a NullPointerException instead of "not valid for your order".""")
                .says(1, """
                        2. `DiscountRepository.findByCode` puts what the customer typed into the SQL text: SQL injection.
                           Use a `PreparedStatement` with a parameter.""")
                .says(0.9, """
                        3. The last day is refused: `!placedOn.isBefore(lastDay)` is true on the last day itself, while
                           `Discount` says the code is valid on it. Write `placedOn.isAfter(lastDay)`, and test the day
                           before, the day and the day after.""")
                .says(0.85, """
                        4. `applyCode` is called for each press of the button, and `discountBy` adds up. Pressing twice takes
                           the discount twice; ten presses of a 10 % code make the order free. Keep the applied code in the
                           order, and let the total follow from it.""")
                .says(0.6, """
                        ## Should change

                        - `(long) (subtotal * factor)` cuts off: 10 % of 2,999 cents become 299. In integers it would be
                          `subtotal * percent / 100`, and somebody has to decide how it is rounded.""")
                .says(0.5, """
                        - The message shows `totalCents() / 100.0`: 2,700 cents become "27.0". Format it as money.""")
                .says(0.4, """
                        - The tests cover the happy path and the minimum. Missing: an unknown code, the last day, a guest, a
                          customer without a card, and the same code twice.""")
                .says(0.3, """
                        - `percent` is trusted to be between 1 and 80. A compact constructor of the record could make sure.""")
                .saysAtLength("", """
                        In detail, for those who know the shop less well: a guest order is created in the checkout without a
                        customer, so that nobody has to register before paying. All code that asks for the customer therefore
                        has to expect none. The new branch is the first in this package that does not, and no test has a
                        guest, which is why it went unnoticed. I would add a factory method for a guest order to the tests,
                        so that the next feature starts from both kinds of order.""");
    }

    private static Wish read(String file) {
        return new Wish("read_file", "{\"path\":\"" + ORDER + file + "\"}");
    }

    private static Wish lint(String file) {
        return new Wish("run_linter", "{\"path\":\"" + ORDER + file + "\"}");
    }
}
