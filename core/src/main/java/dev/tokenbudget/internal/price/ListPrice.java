package dev.tokenbudget.internal.price;

/** What a price list says of a model, independent of what a call used. */
public sealed interface ListPrice {

    /** Return upstream and model, such as {@code anthropic/claude-sonnet-4-5-20250929}. */
    String name();

    /**
     * The list has a price.
     *
     * @param name upstream and model as they were asked for
     * @param model the listed model that is meant
     * @param price the price in force
     * @param basis why this model's price is taken
     */
    record Listed(String name, ListedModel model, TieredPrice price, Cost.Basis basis) implements ListPrice {}

    /**
     * The list has none.
     *
     * @param missing what is missing, and the remedy
     */
    record Missing(Cost.Unpriced missing) implements ListPrice {
        @Override
        public String name() {
            return missing.name();
        }
    }
}
