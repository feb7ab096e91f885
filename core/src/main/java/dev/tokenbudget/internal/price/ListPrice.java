package dev.tokenbudget.internal.price;

/** What a price list says of a model, independent of what a call used. */
public sealed interface ListPrice {

    /** Return upstream and model, such as {@code anthropic/claude-sonnet-4-5-20250929}. */
    String name();

    /**
     * The list has a price.
     *
     * @param upstream the upstream that was asked
     * @param asked the model as it was asked for
     * @param model the listed model that is meant
     * @param price the price in force
     * @param basis why this model's price is taken
     */
    record Listed(String upstream, String asked, ListedModel model, TieredPrice price, Cost.Basis basis)
            implements ListPrice {
        @Override
        public String name() {
            return upstream + "/" + asked;
        }
    }

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
