package dev.tokenbudget.internal.composition;

/**
 * The input of an agent's first call of a run: its fixed prompt and its task, before chance had a say in it.
 *
 * @param smallest tokens of the smallest one among the runs
 * @param largest tokens of the largest one among the runs
 * @param inEveryCall whether every later call of a run reads at least as much, as the calls of one conversation do
 */
public record FirstInput(long smallest, long largest, boolean inEveryCall) {

    public FirstInput {
        if (smallest < 0 || largest < smallest) {
            throw new IllegalArgumentException(
                    "The smallest first input is 0 or more, and the largest no less, but got " + smallest + " and "
                            + largest + ".");
        }
    }

    FirstInput with(FirstInput other) {
        return new FirstInput(
                Math.min(smallest, other.smallest), Math.max(largest, other.largest), inEveryCall && other.inEveryCall);
    }
}
