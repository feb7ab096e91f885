package dev.tokenbudget.internal.cost;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The price of the test: what runs cost, those that failed included, with what their tests spent on grading answers by a
 * model. The two are shown side by side and never mixed elsewhere.
 *
 * @param runs how many runs were made
 * @param agent what their agents used
 * @param judge what their judges used
 */
public record TestPrice(int runs, Spent agent, Spent judge) {

    /**
     * What calls used.
     *
     * @param calls how many the providers accepted
     * @param tokens their input and output, as far as it is known
     * @param isWhole whether the tokens of all calls are known, and none had not ended
     * @param bill what they cost
     */
    public record Spent(long calls, long tokens, boolean isWhole, Bill bill) {

        static Spent of(List<ModelCall> billed, int unfinished, Bill bill) {
            return new Spent(
                    billed.size() + unfinished,
                    billed.stream()
                            .mapToLong(call -> call.usage().total().orElse(0))
                            .sum(),
                    unfinished == 0 && billed.stream().allMatch(ModelCall::isMeasurable),
                    bill);
        }

        static Spent sum(Collection<Spent> parts) {
            return new Spent(
                    parts.stream().mapToLong(Spent::calls).sum(),
                    parts.stream().mapToLong(Spent::tokens).sum(),
                    parts.stream().allMatch(Spent::isWhole),
                    Bill.sum(parts.stream().map(Spent::bill).toList()));
        }

        /** Return US dollars, exact; nothing where the cost of a call is not known. */
        public Optional<Double> usd() {
            return bill.usd().filter(known -> isWhole).map(Number::doubleValue);
        }

        /** Return US dollars as far as they are known. */
        public double knownUsd() {
            return bill.known().usd().doubleValue();
        }

        /** Return what {@code runs} runs cost on average, in words: "at least" where not all is known. */
        public String usdInWords(int runs) {
            return atLeast(usd().isPresent()) + Figures.usd(knownUsd() / Math.max(1, runs));
        }

        /** Return the tokens of {@code runs} runs on average, in words: "at least" where not all are known. */
        public String tokensInWords(int runs) {
            return atLeast(isWhole) + Figures.count(Math.rint((double) tokens / Math.max(1, runs)));
        }

        private static String atLeast(boolean known) {
            return known ? "" : "at least ";
        }
    }

    /** Return the price of {@code runs}, which have been priced. */
    public static TestPrice of(Collection<Run> runs) {
        return new TestPrice(
                runs.size(),
                Spent.sum(runs.stream()
                        .map(run -> Spent.of(run.billedCalls(), run.unfinishedCalls(), bill(run.bill())))
                        .toList()),
                Spent.sum(runs.stream()
                        .map(Run::judge)
                        .map(judge -> Spent.of(judge.billedCalls(), judge.unfinishedCalls(), bill(judge.bill())))
                        .toList()));
    }

    private static Bill bill(Optional<Bill> priced) {
        return priced.orElseGet(() -> Bill.sum(List.of()));
    }

    /** Return the price of all that {@code parts} are prices of. */
    public static TestPrice sum(Collection<TestPrice> parts) {
        return new TestPrice(
                parts.stream().mapToInt(TestPrice::runs).sum(),
                Spent.sum(parts.stream().map(TestPrice::agent).toList()),
                Spent.sum(parts.stream().map(TestPrice::judge).toList()));
    }

    /** Return this price with what judges used in calls that are part of no run. */
    TestPrice and(List<ModelCall> looseCallsOfJudges, PriceList prices) {
        List<ModelCall> billed =
                looseCallsOfJudges.stream().filter(ModelCall::isBilled).toList();
        return new TestPrice(runs, agent, Spent.sum(List.of(judge, Spent.of(billed, 0, prices.bill(billed)))));
    }

    /** Whether a judge was asked anything: else the price is the agents' alone, which is told elsewhere. */
    public boolean isGraded() {
        return judge.calls > 0;
    }

    /** Return what the judges' part of the price is, 0 to 1; nothing where a part is not known, or all of it is free. */
    public OptionalDouble share() {
        double all = agent.knownUsd() + judge.knownUsd();
        return agent.usd().isPresent() && judge.usd().isPresent() && all > 0
                ? OptionalDouble.of(judge.knownUsd() / all)
                : OptionalDouble.empty();
    }

    /** Return what agents and judges cost together, in words: "at least" where not all is known. */
    public String wholeInWords() {
        return Spent.sum(List.of(agent, judge)).usdInWords(1);
    }

    /** Return the whole as a sentence. */
    public String sentence() {
        return "The price of the test: " + wholeInWords() + " in " + Figures.count(runs, "run", "runs")
                + ". Agents used " + agent.tokensInWords(1) + " tokens for " + agent.usdInWords(1) + ", judges "
                + judge.tokensInWords(1) + " tokens in " + Figures.count(judge.calls, "call", "calls") + " for "
                + judge.usdInWords(1)
                + (share().isPresent() ? ", which is " + Figures.share(share().getAsDouble()) + " of it" : "") + ".";
    }

    /** Return a mean run as a sentence. */
    public String ofRun() {
        return "A run's test costs " + agent.usdInWords(runs) + " for the agent and " + judge.usdInWords(runs)
                + " for its judge (" + agent.tokensInWords(runs) + " and " + judge.tokensInWords(runs) + " tokens).";
    }

    /** Return why the cost of judges is not known, whole sentences. */
    public List<String> remarks() {
        return Stream.concat(
                        judge.bill().unpriced().values().stream().map(Cost.Unpriced::sentence),
                        judge.bill().assumed().stream()
                                .map(model ->
                                        model + " is charged at its maker's prices: the price list does not know the"
                                                + " upstream."))
                .map(sentence -> "Judge: " + sentence)
                .toList();
    }
}
