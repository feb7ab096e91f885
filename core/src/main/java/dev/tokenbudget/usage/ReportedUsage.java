package dev.tokenbudget.usage;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Collects the numbers that a framework or an SDK reports of a call, null where it does not know one, and brings them into
 * the normal form.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ReportedUsage {

    private TokenUsage reported = TokenUsage.unknown();
    private OptionalLong total = OptionalLong.empty();
    private boolean cacheOutsideInput;

    private ReportedUsage() {}

    /**
     * Start with the two sums.
     *
     * @param input tokens of the prompt
     * @param output tokens of the answer
     * @return the numbers so far
     */
    public static ReportedUsage of(@Nullable Number input, @Nullable Number output) {
        ReportedUsage usage = new ReportedUsage();
        count(input).ifPresent(tokens -> usage.reported = usage.reported.withInput(tokens));
        count(output).ifPresent(tokens -> usage.reported = usage.reported.withOutput(tokens));
        return usage;
    }

    /**
     * Set the part of the input that was read from a cache.
     *
     * @param tokens the number as the provider reported it; null where it reported none
     * @return this object
     */
    public ReportedUsage cacheRead(@Nullable Number tokens) {
        count(tokens).ifPresent(number -> reported = reported.withCacheRead(number));
        return this;
    }

    /**
     * Set the part of the input that was written to a cache.
     *
     * @param tokens the number as the provider reported it; null where it reported none
     * @return this object
     */
    public ReportedUsage cacheWrite(@Nullable Number tokens) {
        count(tokens).ifPresent(number -> reported = reported.withCacheWrite(number));
        return this;
    }

    /**
     * Set the tokens spent on reasoning.
     *
     * @param tokens the number as the provider reported it; null where it reported none
     * @return this object
     */
    public ReportedUsage reasoning(@Nullable Number tokens) {
        count(tokens).ifPresent(number -> reported = reported.withReasoning(number));
        return this;
    }

    /**
     * Set the provider's own total: it tells whether reasoning is a part of the output or comes on top of it.
     *
     * @param tokens the number as the provider reported it; null where it reported none
     * @return this object
     */
    public ReportedUsage total(@Nullable Number tokens) {
        total = count(tokens);
        return this;
    }

    /**
     * Note that the input leaves out what was read from or written to a cache, as Anthropic and Bedrock report it.
     *
     * @return this object
     */
    public ReportedUsage cacheOutsideInput() {
        cacheOutsideInput = true;
        return this;
    }

    /** Return the whole number that {@code tokens} is; a fraction or what is not a number is not a count of tokens. */
    private static OptionalLong count(@Nullable Number tokens) {
        if (tokens == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(tokens.toString()).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** {@return the numbers in the normal form} */
    public TokenUsage usage() {
        TokenUsage usage = reported;
        if (cacheOutsideInput && usage.input().isPresent()) {
            long cached = KnownUsage.saturatedSum(
                    usage.cacheRead().orElse(0), usage.cacheWrite().orElse(0));
            usage = usage.withInput(KnownUsage.saturatedSum(usage.input().getAsLong(), cached));
        }
        long reasoning = usage.reasoning().orElse(0);
        if (reasoning > 0 && missing(usage) == reasoning) {
            usage = usage.withOutput(KnownUsage.saturatedSum(usage.output().orElse(0), reasoning));
        }
        return usage;
    }

    /**
     * Set usage and contradictions of {@code call}.
     *
     * @param call the call to describe
     */
    public void describe(ModelCall.Builder call) {
        TokenUsage usage = usage();
        call.usage(usage);
        // A total beside an input without cache is the framework's own sum of two numbers: it tells nothing of the
        // cache.
        if (!cacheOutsideInput && missing(usage) != 0) {
            call.anomalies(List.of(new Anomaly(
                    Anomaly.Kind.TOTAL_MISMATCH,
                    "total = " + total.getAsLong() + ", but input + output = "
                            + usage.total().getAsLong())));
        }
    }

    /** Return how many tokens input and output lack to make up the provider's total; 0 where one of them is unknown. */
    private long missing(TokenUsage usage) {
        OptionalLong sum = usage.total();
        return total.isPresent() && sum.isPresent() ? total.getAsLong() - sum.getAsLong() : 0;
    }
}
