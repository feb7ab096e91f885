package dev.tokenbudget.internal.price;

import java.math.BigDecimal;
import java.util.Optional;

/** What a call cost: an exact number of US dollars, or the reason why it is not known. */
public sealed interface Cost {

    /** Return US dollars, exact; empty where the cost is unknown, which is never 0. */
    Optional<BigDecimal> usd();

    /**
     * The cost is known.
     *
     * @param model the model of the list whose price was taken
     * @param price the price that was in force
     * @param basis why this model's price was taken
     * @param step the price for a prompt of this size, which covers all tokens
     * @param tokens the call's tokens
     */
    record Priced(ListedModel model, TieredPrice price, Basis basis, TokenPrice step, BillableTokens tokens)
            implements Cost {

        /** Return what is charged of {@code kind}, exact. */
        public BigDecimal usd(TokenPrice.Kind kind) {
            return step.usd(tokens, kind);
        }

        /** Return what the prompt would cost if none of it was read from or written to a cache, exact. */
        public BigDecimal uncachedPrompt() {
            return step.uncachedPrompt(tokens);
        }

        /** Return the cost by kind of token. */
        public CostParts parts() {
            return step.of(tokens);
        }

        @Override
        public Optional<BigDecimal> usd() {
            return Optional.of(CostParts.plain(sum()));
        }

        /** Return {@link #usd()} with zeros at its end, which take long to strip. */
        public BigDecimal sum() {
            return step.usd(tokens);
        }
    }

    /** The provider refused the call, and so charged nothing. */
    record NotBilled() implements Cost {
        @Override
        public Optional<BigDecimal> usd() {
            return Optional.of(BigDecimal.ZERO);
        }
    }

    /**
     * The cost is unknown.
     *
     * @param upstream who answered
     * @param model the model that the agent asked for
     * @param reason what is missing
     */
    record Unpriced(String upstream, String model, Reason reason) implements Cost {
        @Override
        public Optional<BigDecimal> usd() {
            return Optional.empty();
        }

        /** Return upstream and model, such as {@code corp/our-model}. */
        public String name() {
            return upstream + "/" + model;
        }

        /** Return whole sentences that name the model, what is missing, and the remedy. */
        public String sentence() {
            return because() + ". " + remedy();
        }

        /** Return which model has no cost and what is missing, as a sentence without its full stop. */
        public String because() {
            return name() + " has no cost: " + reason.cause;
        }

        /** Return what to do about it, as a sentence. */
        public String remedy() {
            return reason.remedy;
        }
    }

    /** Why a model's price is a call's price. */
    enum Basis {
        /** The list knows the upstream and its price for the model. */
        UPSTREAM,
        /** The list does not know the upstream; this is what the model's maker charges. */
        MAKER
    }

    /** Why a cost is unknown. */
    enum Reason {
        /** The provider did not report all tokens of the call. */
        USAGE_UNKNOWN("not all tokens of the call are known", "See which calls are partial or unknown in the report."),
        /** The list knows the upstream, but not the model. */
        MODEL_UNKNOWN("the price list does not know the model", "Add it to the file that tokenbudget.prices names."),
        /** The list knows the model, but not what it costs when it is served in the way that the call was. */
        TIER_UNKNOWN(
                "the price list does not know what it costs when it is served in that way",
                "Say under \"tiers\" of its provider in the file that tokenbudget.prices names by how much it differs."),
        /** The list knows the model, but not what its tokens cost. */
        NO_TOKEN_PRICE(
                "the price list has no price for all of its tokens",
                "Add one to the file that tokenbudget.prices names."),
        /** The list says that the upstream has no prices, such as a model server on one's own machine. */
        UPSTREAM_UNPRICED(
                "the price list says that this upstream charges nothing by the token",
                "If it does, give it prices in the file that tokenbudget.prices names."),
        /** The list does not know the upstream, and no single maker of the model that it has a price of. */
        UPSTREAM_UNKNOWN(
                "the price list knows neither the upstream nor a maker's price for the model",
                "Say whose prices it has under \"upstreams\" in the file that tokenbudget.prices names.");

        private final String cause;
        private final String remedy;

        Reason(String cause, String remedy) {
            this.cause = cause;
            this.remedy = remedy;
        }
    }
}
