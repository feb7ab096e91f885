package dev.tokenbudget.assertj;

import dev.tokenbudget.internal.price.Bill;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.run.MeasuredRun;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the calls that a run has made so far.
 *
 * <p>What is not known fails every assertion that would need it: a call without usage is not a cheap one. So does a run of
 * which no call was seen, unless 0 is asked for: its agent may be bypassing the gateway.
 */
@API(status = Status.STABLE, since = "0.1")
public final class RunAssert extends AbstractAssert<RunAssert, MeasuredRun> {

    RunAssert(@Nullable MeasuredRun actual) {
        super(actual, RunAssert.class);
    }

    /**
     * Verify that all calls together used at most {@code tokens} input + output tokens.
     *
     * @param tokens the most tokens allowed
     * @return this assertion object
     */
    public RunAssert hasTotalAtMost(long tokens) {
        return hasAtMost(Metric.TOTAL, tokens, "hasTotalAtMost");
    }

    /**
     * Verify that all prompts together had at most {@code tokens} tokens, cache reads and writes included.
     *
     * @param tokens the most tokens allowed
     * @return this assertion object
     */
    public RunAssert hasInputAtMost(long tokens) {
        return hasAtMost(Metric.INPUT, tokens, "hasInputAtMost");
    }

    /**
     * Verify that all answers together had at most {@code tokens} tokens, reasoning included.
     *
     * @param tokens the most tokens allowed
     * @return this assertion object
     */
    public RunAssert hasOutputAtMost(long tokens) {
        return hasAtMost(Metric.OUTPUT, tokens, "hasOutputAtMost");
    }

    /**
     * Verify that providers accepted at most {@code number} calls; refused attempts do not count.
     *
     * @param number the most calls allowed
     * @return this assertion object
     */
    public RunAssert hasCallsAtMost(long number) {
        return hasAtMost(Metric.CALLS, number, "hasCallsAtMost");
    }

    /**
     * Verify that the models asked for at most {@code number} tool calls.
     *
     * @param number the most tool calls allowed
     * @return this assertion object
     */
    public RunAssert hasToolCallsAtMost(long number) {
        return hasAtMost(Metric.TOOL_CALLS, number, "hasToolCallsAtMost");
    }

    /**
     * Verify that all calls together cost at most {@code usd} US dollars, such as {@code "0.05"}.
     *
     * @param usd the most US dollars allowed
     * @return this assertion object
     * @throws IllegalArgumentException if {@code usd} is no decimal, or less than 0
     */
    public RunAssert hasCostAtMost(String usd) {
        try {
            return hasCostAtMost(new BigDecimal(usd));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "hasCostAtMost(\"" + usd + "\") is not an amount of US dollars. Write a decimal such as \"0.05\".",
                    e);
        }
    }

    /**
     * Verify that all calls together cost at most {@code usd} US dollars, at the prices of the session, or those of the
     * bundled list where the run is of none. A model without a price fails it.
     *
     * @param usd the most US dollars allowed
     * @return this assertion object
     * @throws IllegalArgumentException if {@code usd} is less than 0
     */
    public RunAssert hasCostAtMost(BigDecimal usd) {
        String name = "hasCostAtMost(" + usd.toPlainString() + ")";
        if (usd.signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative.");
        }
        AssertedRun look = look(name);
        if (usd.signum() > 0) {
            failWhere(look.nothingSeen());
        }
        failWhere(look.unknown());
        Bill bill = run().bill().orElseGet(() -> PriceList.bundled().bill(actual.calls()));
        failWhere(look.unpriced(bill));
        BigDecimal cost = bill.usd().orElseThrow();
        if (cost.compareTo(usd) > 0) {
            failSaying(subject() + " cost " + Figures.usd(cost.doubleValue(), usd.doubleValue()) + " in run "
                    + actual.number()
                    + ", but may cost " + Figures.usd(usd.doubleValue(), cost.doubleValue())
                    + " (hasCostAtMost). Make the agent cheaper, or raise the number in the assertion.");
        }
        return this;
    }

    /**
     * Verify that at least {@code share} of all input tokens were read from a prompt cache.
     *
     * @param share 0 to 1
     * @return this assertion object
     */
    public RunAssert hasCacheHitRateAtLeast(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A cache hit rate is a share from 0 to 1, but got " + share + ".");
        }
        String assertion = "hasCacheHitRateAtLeast(" + share + ")";
        AssertedRun look = look(assertion);
        failWhere(look.nothingSeen());
        failWhere(look.unknown(Metric.CACHE_READ));
        double input = Metric.INPUT.of(run()).orElseThrow();
        double read = Metric.CACHE_READ.of(run()).orElseThrow();
        if (read < share * input) {
            double percent = 100 * read / input;
            failSaying(subject() + " read " + Figures.count(percent, 100 * share)
                    + " % of its input from the cache in run "
                    + actual.number() + " (" + Figures.count(read) + " of " + Figures.count(input)
                    + " tokens), but at least "
                    + Figures.count(100 * share) + " % is asked for (" + assertion
                    + "). Keep what comes first in the prompt the same from call to call, or lower the share.");
        }
        return this;
    }

    /**
     * Verify that {@code metric} is at most {@code value}: of any metric of a rule, such as {@code retryRate}, {@code
     * timeToFirstTokenMs}, {@code total/tickets resolved} or {@code costUsd/tickets resolved}. One that is not known fails.
     *
     * @param metric the metric's key
     * @param value the largest value allowed, in the metric's unit
     * @return this assertion object
     * @throws IllegalArgumentException if there is no such metric, or {@code value} is negative
     */
    public RunAssert hasAtMost(String metric, double value) {
        return satisfies(metric, value, "hasAtMost", measured -> measured <= value, "at most");
    }

    /**
     * Verify that {@code metric} is at least {@code value}: of any metric of a rule, such as {@code count/tickets resolved} or
     * {@code value/answer score}. One that is not known fails.
     *
     * @param metric the metric's key
     * @param value the smallest value allowed, in the metric's unit
     * @return this assertion object
     * @throws IllegalArgumentException if there is no such metric, or {@code value} is negative
     */
    public RunAssert hasAtLeast(String metric, double value) {
        return satisfies(metric, value, "hasAtLeast", measured -> measured >= value, "at least");
    }

    /**
     * Verify that no other models than {@code models} were asked for, by the names that the agent uses.
     *
     * @param models the names of the models allowed
     * @return this assertion object
     */
    public RunAssert usesOnlyModels(String... models) {
        AssertedRun look = look("usesOnlyModels(" + String.join(", ", models) + ")");
        failWhere(look.nothingSeen());
        SortedSet<String> others = new TreeSet<>();
        run().billedCalls().forEach(call -> others.add(call.requestedModel()));
        others.removeAll(Set.of(models));
        if (!others.isEmpty()) {
            failSaying(subject() + " called " + String.join(", ", others) + " in run " + actual.number()
                    + ", but may call only "
                    + String.join(", ", models)
                    + " (usesOnlyModels). Ask for another model, or add it to the assertion.");
        }
        return this;
    }

    /**
     * Verify that the usage of every call is known: none is under way, was cut short, or came without its tokens.
     *
     * @return this assertion object
     */
    public RunAssert hasNoUnknownUsage() {
        AssertedRun look = look("hasNoUnknownUsage()");
        failWhere(look.nothingSeen());
        failWhere(look.unknown());
        return this;
    }

    private RunAssert satisfies(String key, double limit, String name, DoublePredicate allowed, String words) {
        Metric metric = Metric.named(key);
        String assertion = name + "(\"" + key + "\", " + limit + ")";
        if (!(limit >= 0)) {
            throw new IllegalArgumentException(assertion + " must not be negative.");
        }
        AssertedRun look = look(assertion);
        failWhere(look.nothingSeen());
        failWhere(look.unfinished());
        Run run = run();
        OptionalDouble measured = metric.of(run.bill().isPresent() ? run : run.priced(PriceList.bundled()));
        if (measured.isEmpty()) {
            failSaying(look.doesNotKnow(metric));
        } else if (!allowed.test(measured.getAsDouble())) {
            failSaying(subject() + " " + metric.used(metric.figure(measured.getAsDouble(), limit)) + " in run "
                    + actual.number() + ", but " + words + " "
                    + metric.undivided().amount(metric.figure(limit, measured.getAsDouble())) + " is asked for ("
                    + assertion
                    + "). Make the agent better, or change the number in the assertion.");
        }
        return this;
    }

    private RunAssert hasAtMost(Metric metric, long allowed, String name) {
        if (allowed < 0) {
            throw new IllegalArgumentException(name + "(" + allowed + ") must not be negative.");
        }
        AssertedRun look = look(name + "(" + Figures.count(allowed) + ")");
        if (allowed > 0) {
            failWhere(look.nothingSeen());
        }
        failWhere(look.unknown(metric));
        double measured = metric.of(run()).orElseThrow();
        if (measured > allowed) {
            failSaying(subject() + " used " + Figures.count(measured, allowed) + " " + metric.unit() + " in run "
                    + actual.number()
                    + ", but may use " + Figures.count(allowed) + " (" + name
                    + "). Make the agent cheaper, or raise the number in the assertion.");
        }
        return this;
    }

    private AssertedRun look(String assertion) {
        isNotNull();
        return new AssertedRun(run(), assertion);
    }

    private String subject() {
        return run().task().name();
    }

    private Run run() {
        return Run.of(actual);
    }

    private void failWhere(Optional<String> problem) {
        problem.ifPresent(this::failSaying);
    }

    private void failSaying(String sentences) {
        failWithMessage("%s", sentences + new SeenCalls(run()).inWords());
    }
}
