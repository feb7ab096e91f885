package dev.tokenbudget.internal.variant;

import dev.tokenbudget.internal.statistics.SampleSummary;
import dev.tokenbudget.internal.statistics.SuccessCount;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.text.Sentence;
import java.util.Optional;
import java.util.OptionalInt;

/** What the comparison of a variant with the one in use shows, in words. */
final class VariantText {

    private final ComparedVariant compared;
    private final String name;

    VariantText(ComparedVariant compared) {
        this.compared = compared;
        this.name = compared.measured().name();
    }

    String sentence() {
        if (compared.isReplayed()) {
            return "Not shown: replayed answers do not tell how often " + name
                    + " succeeds today. Measure both live: mvn verify -Dtokenbudget.calls=live";
        }
        if (!compared.isComparable()) {
            return "Not shown: with " + tooFew() + ", nothing tells how often " + name
                    + " succeeds or how much its cost varies." + fewest();
        }
        if (compared.isShown()) {
            return Sentence.of(name + " " + cost() + " and " + success());
        }
        boolean mixed = isCheaper() != compared.success().isShown();
        return Sentence.of("Not shown: " + name + " " + cost() + (mixed ? ", but " : ", and ") + success()) + advice();
    }

    private String tooFew() {
        return Figures.count(compared.measured().successes().attempted(), "run", "runs") + " against "
                + compared.inUse().successes().attempted();
    }

    private String fewest() {
        OptionalInt fewest = compared.runsNeeded();
        return fewest.isPresent()
                ? " That it is at most " + points(compared.success().margin()) + " worse, at least " + fewest.getAsInt()
                        + " runs of each can show" + command(fewest.getAsInt())
                : "";
    }

    private boolean isCheaper() {
        return compared.cost().filter(CostDifference::isProved).isPresent();
    }

    private String cost() {
        return compared.cost().map(this::cost).orElseGet(this::unknownCost);
    }

    private String cost(CostDifference cost) {
        String figures = Figures.usd(cost.after()) + " against " + Figures.usd(cost.before()) + " a success, "
                + Figures.percent(cost.change());
        if (cost.isProved()) {
            return "is cheaper (" + figures + ")";
        }
        return cost.isLower()
                ? "may be cheaper (" + figures + ", but chance may explain it: p = "
                        + Figures.probability(cost.p(), CostDifference.ALPHA) + ")"
                : "is no cheaper (" + figures + ")";
    }

    private String unknownCost() {
        String because = compared.measured()
                .whyNoDollars()
                .or(() -> compared.inUse().whyNoDollars())
                .orElse("not all runs have a cost");
        return "cannot be compared by its cost (" + because + tokens() + ")";
    }

    private String tokens() {
        Optional<SampleSummary> of = compared.measured().tokens();
        Optional<SampleSummary> ofInUse = compared.inUse().tokens();
        return of.isPresent() && ofInUse.isPresent()
                ? "; " + Figures.count(of.get().mean()) + " against "
                        + Figures.count(ofInUse.get().mean()) + " tokens a run"
                : "";
    }

    private String success() {
        SuccessDifference success = compared.success();
        String figures = "pass rate " + share(compared.measured()) + " against " + share(compared.inUse()) + ", ";
        if (!success.isShown()) {
            return "may be worse (" + figures + "up to " + points(success.mostLost()) + " lower; "
                    + points(success.margin()) + " are allowed)";
        }
        return "shown to be no worse (" + figures
                + (success.mostLost() == 0
                        ? "higher, and not by chance)"
                        : "at most " + points(success.mostLost()) + " lower)");
    }

    private static String share(MeasuredVariant variant) {
        SuccessCount successes = variant.successes();
        return successes.succeeded() + " of " + successes.attempted();
    }

    /** Rounded up, so that no more may be lost than is told. */
    private static String points(double fraction) {
        double tenths = Math.ceil(fraction * 1_000 - 1e-6) / 10;
        return Figures.count(tenths, "point", "points");
    }

    /** Where each parameter set is one run, only further sets are further runs. */
    private String command(int runs) {
        return compared.measured().runs().looks().isPresent()
                ? ": mvn verify -Dtokenbudget.runs=" + runs
                : ", which takes more parameter sets.";
    }

    private String advice() {
        OptionalInt needed = compared.runsNeeded();
        if (needed.isPresent()) {
            int more = needed.getAsInt() - compared.fewestAttempts();
            return " If it stays like that, about " + Figures.count(more, "more run", "more runs")
                    + " of each would show it" + command(needed.getAsInt());
        }
        boolean isHopeless = compared.cost().isPresent() || !compared.success().isShown();
        return isHopeless ? " If it stays like that, more runs do not show it." : "";
    }
}
