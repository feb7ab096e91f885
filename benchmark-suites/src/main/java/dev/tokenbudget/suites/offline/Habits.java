package dev.tokenbudget.suites.offline;

/**
 * What the model is in the habit of, whatever it is asked: as another version of a model would be, with no change of the
 * agent.
 *
 * @param verbosity how long its answers are, in the length that they have otherwise; shorter than 1 is 1
 * @param moreToolCalls how many rounds of tool calls it makes beyond those that it needs, where it may call tools
 * @param varyingToolCalls how many more of them it makes on average: in each conversation another number
 */
record Habits(double verbosity, long moreToolCalls, double varyingToolCalls) {

    static final NumberSetting VERBOSITY = new NumberSetting("suite.verbosity");
    static final NumberSetting MORE_TOOL_CALLS = new NumberSetting("suite.moreToolCalls");
    static final NumberSetting VARYING_TOOL_CALLS = new NumberSetting("suite.varyingToolCalls");

    /**
     * Return what {@code -Dsuite.verbosity}, {@code -Dsuite.moreToolCalls} and {@code -Dsuite.varyingToolCalls} ask for, else 1
     * and none.
     *
     * @throws IllegalArgumentException if the first or the third is no number above 0, or the second no whole number of 0 or
     *     more
     */
    static Habits configured() {
        return new Habits(
                VERBOSITY.numberAbove0("1.4").orElse(1.0),
                MORE_TOOL_CALLS.wholeNumber().orElse(0L),
                VARYING_TOOL_CALLS.numberAbove0("3").orElse(0.0));
    }

    /** Return how many rounds of tool calls chance adds to a conversation: to most few, and to some many. */
    int varyingRounds(Draws draws) {
        double goesOn = varyingToolCalls / (1 + varyingToolCalls);
        int rounds = 0;
        while (draws.chance(goesOn)) {
            rounds++;
        }
        return rounds;
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
