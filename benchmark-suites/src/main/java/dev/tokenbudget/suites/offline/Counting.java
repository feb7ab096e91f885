package dev.tokenbudget.suites.offline;

/**
 * How the model counts the tokens of a prompt, where it is to count otherwise than by the text alone.
 *
 * @param hidden tokens that are added to the input of every call that declares tools, for the instructions on tools that
 *     providers add to the prompt and nobody sees: Anthropic about 350 to 700, OpenAI and Google about none
 * @param slope tokens for one that o200k_base counts in the text, as other vocabularies make more or fewer
 */
record Counting(long hidden, double slope) {

    static final NumberSetting HIDDEN = new NumberSetting("suite.hiddenTokens");
    static final NumberSetting SLOPE = new NumberSetting("suite.slope");

    /** Count the text alone. */
    static final Counting PLAIN = new Counting(0, 1);

    /**
     * Return what {@code -Dsuite.hiddenTokens} and {@code -Dsuite.slope} ask for, else none and 1.
     *
     * @throws IllegalArgumentException if the first is not a whole number of 0 or more, or the second no number above 0
     */
    static Counting configured() {
        return new Counting(
                HIDDEN.wholeNumber().orElse(PLAIN.hidden),
                SLOPE.numberAbove0("1.1").orElse(PLAIN.slope));
    }

    /** Return the input that {@code text} tokens of a prompt count as. */
    long of(long text, boolean withTools) {
        return Math.round(text * slope) + (withTools ? hidden : 0);
    }
}
