package dev.tokenbudget.internal.verdict;

import static dev.tokenbudget.internal.run.RunExample.REVIEWS;
import static dev.tokenbudget.internal.run.RunExample.call;
import static dev.tokenbudget.internal.run.RunExample.run;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.TokenUsage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs of one task for rules on figures that more of is better. */
final class FigureExample {

    private FigureExample() {}

    /** Return runs of 1,000 input tokens each, of which so many were read from the cache. */
    static List<Run> cached(long... read) {
        return IntStream.range(0, read.length)
                .mapToObj(i -> run(
                        REVIEWS,
                        i + 1,
                        call(0).usage(TokenUsage.of(1000, 10).withCacheRead(read[i]))
                                .build()))
                .toList();
    }

    /** Return runs of 1,010 tokens each that resolved so many tickets and measured an answer score of 0.9. */
    static List<Run> counting(double... tickets) {
        return IntStream.range(0, tickets.length)
                .mapToObj(i -> run(REVIEWS, i + 1, call(1010).build()).toBuilder()
                        .own(Map.of("count/tickets resolved", tickets[i], "value/answer score", 0.9))
                        .build())
                .toList();
    }

    /** Return six runs that resolved so many tickets each. */
    static List<Run> sixCounting(double tickets) {
        double[] each = new double[6];
        Arrays.fill(each, tickets);
        return counting(each);
    }
}
