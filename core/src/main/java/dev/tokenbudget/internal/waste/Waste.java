package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.CostParts;
import dev.tokenbudget.internal.text.Figures;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that a task need not spend.
 *
 * @param key what tells it from the others
 * @param tokens how many tokens a run it concerns, in the mean; each token is of one finding at most
 * @param usd what a run would cost less, in US dollars; empty where a price is not known
 * @param shares how much that is of all that a run spends
 * @param what what is done, as a part of a sentence
 * @param where where to look first, such as {@code calls 3, 4 of run 1}
 * @param cure what to do about it, as a sentence
 */
public record Waste(
        WasteKey key, double tokens, Optional<BigDecimal> usd, Shares shares, String what, String where, String cure) {

    /** What saves most comes first: in dollars, else in tokens. */
    public static final Comparator<Waste> LARGEST_FIRST = Comparator.comparing(
                    (Waste waste) -> waste.usd.orElse(BigDecimal.ZERO), Comparator.reverseOrder())
            .thenComparing(Waste::tokens, Comparator.reverseOrder())
            .thenComparing(Waste::key);

    /** Below this share of what a task costs, nobody has anything of a finding. */
    private static final double NOTABLE = 0.02;

    /** What is seen in fewer of the runs comes by chance. */
    private static final double USUAL = 0.5;

    /**
     * Parts of what runs spend, 0 to 1.
     *
     * @param tokens of its tokens
     * @param usd of its dollars, where they are known
     * @param runs of the runs themselves: those in which it was seen
     */
    public record Shares(double tokens, double usd, double runs) {

        Shares plus(Shares other) {
            return new Shares(tokens + other.tokens, usd + other.usd, Math.min(runs, other.runs));
        }
    }

    /**
     * Whether it is worth to be told: seen in half of the runs, and a fiftieth or more of what the task costs; of its tokens, where a
     * price is not known.
     */
    public boolean isNotable() {
        return isUsual() && (usd.isPresent() ? shares.usd : shares.tokens) >= NOTABLE;
    }

    /** Whether it was seen in half of the runs, so that it does not come by chance. */
    boolean isUsual() {
        return shares.runs >= USUAL;
    }

    /** Return how many tokens a run would use less. */
    public double savedTokens() {
        return key.kind().savesTokens() ? tokens : 0;
    }

    /** Return what {@code runs} runs would cost less, in US dollars; empty where a price is not known. */
    public Optional<BigDecimal> usd(long runs) {
        return usd.map(one -> CostParts.plain(one.multiply(BigDecimal.valueOf(runs))));
    }

    /** Return what would be saved, such as {@code saves 1,204 tokens and $0.0032 a run, $32.40 a month}. */
    public String saving(OptionalLong runsPerMonth) {
        String tokensOfRun = Figures.count(Figures.tenths(tokens)) + " tokens";
        String dollars = usd.map(Figures::usd).orElse("an unknown cost");
        String run = key.kind().savesTokens()
                ? "saves " + tokensOfRun
                        + usd.map(known -> " and " + Figures.usd(known)).orElse("") + " a run"
                : "saves " + dollars + " a run on " + tokensOfRun;
        return run + (runsPerMonth.isPresent() ? month(runsPerMonth.getAsLong()) : "");
    }

    private String month(long runs) {
        return usd(runs)
                .map(known -> ", " + Figures.usd(known) + " a month")
                .orElseGet(() -> ", " + Figures.count(Math.rint(savedTokens() * runs)) + " tokens a month");
    }

    /** Return what is done, by whom, and where, such as {@code Agent desk: tool x … (calls 1, 2 of run 1)}. */
    public String statement() {
        return (key.agent().isEmpty() ? "" : "agent " + key.agent() + ": ") + what + " (" + where + ")";
    }

    /** Return all of it in sentences: what, where, how much, and what to do. */
    public String sentence(OptionalLong runsPerMonth) {
        return statement() + ". Mending it " + saving(runsPerMonth) + ". " + cure;
    }
}
