package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.run.Tolerance;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A tolerance: refused, or one that allows what was there before, and reads as it is written. */
final class Tolerances implements Target {

    private static final double BEFORE = 1_000;

    @Override
    public void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        check(text, Tolerance::parse);
        check(text, Tolerance::ofRule);
    }

    private static void check(String text, Function<String, Tolerance> parsing) {
        Tolerance tolerance;
        try {
            tolerance = parsing.apply(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        Checks.that(!tolerance.isExceeded(BEFORE, BEFORE), "no change exceeds " + tolerance);
        Checks.that(!tolerance.isUndercut(BEFORE, BEFORE), "no change undercuts " + tolerance);
        Checks.that(tolerance.highestAllowed(BEFORE) >= BEFORE, "the highest that is allowed is lower");
        Checks.that(tolerance.lowestAllowed(BEFORE).orElse(BEFORE) <= BEFORE, "the lowest that is allowed is higher");
        Checks.that(
                Tolerance.ofRule(tolerance.toString()).toString().equals(tolerance.toString()),
                "it does not read as it is written");
    }
}
