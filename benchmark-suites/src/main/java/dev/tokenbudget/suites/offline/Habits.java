package dev.tokenbudget.suites.offline;

/**
 * What the model is in the habit of, whatever it is asked: as another version of a model would be, with no change of the
 * agent.
 *
 * @param verbosity how long its answers are, in the length that they have otherwise; shorter than 1 is 1
 * @param moreToolCalls how many rounds of tool calls it makes beyond those that it needs, where it may call tools
 */
record Habits(double verbosity, long moreToolCalls) {

    static final NumberSetting VERBOSITY = new NumberSetting("suite.verbosity");
    static final NumberSetting MORE_TOOL_CALLS = new NumberSetting("suite.moreToolCalls");

    /**
     * Return what {@code -Dsuite.verbosity} and {@code -Dsuite.moreToolCalls} ask for, else 1 and none.
     *
     * @throws IllegalArgumentException if the first is no number above 0, or the second no whole number of 0 or more
     */
    static Habits configured() {
        return new Habits(
                VERBOSITY.numberAbove0("1.4").orElse(1.0),
                MORE_TOOL_CALLS.wholeNumber().orElse(0L));
    }

    /** Return {@code answer} at the length that is usual: what is beyond it says the same again. */
    String atLength(String answer) {
        int more = (int) Math.round(O200kTokens.count(answer) * (verbosity - 1));
        if (more <= 0) {
            return answer;
        }
        // On one line, so that whoever reads the answer line by line finds what it says once.
        String again = ("In other words: " + answer.strip().replaceAll("\\s+", " ") + " ").repeat((int) verbosity);
        return answer + O200kTokens.first(more, again);
    }
}
