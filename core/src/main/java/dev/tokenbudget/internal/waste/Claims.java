package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.CostParts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What findings claim, summed over the runs of a task. */
final class Claims {

    private static final int DECIMALS = 12;

    private final Map<WasteKey, Claim> claims = new LinkedHashMap<>();

    /**
     * Claim what a call need not have spent.
     *
     * @param what what is done, as a sentence without its full stop
     * @param cure what to do about it, as a sentence
     */
    void add(WasteKey key, SpentRun run, SpentCall call, Saving saving, String what, String cure) {
        if (!saving.isNone()) {
            claims.computeIfAbsent(key, first -> new Claim(what, cure)).add(run, call, saving);
        }
    }

    /** Return the findings, as means over {@code runs} runs that spent {@code spent} together. */
    List<Waste> toFindings(int runs, Saving spent) {
        List<Waste> findings = new ArrayList<>();
        claims.forEach((key, claim) -> findings.add(claim.toFinding(key, runs, spent)));
        findings.sort(Waste.LARGEST_FIRST);
        return List.copyOf(findings);
    }

    private static final class Claim {

        private final String what;
        private final String cure;
        private final Map<SpentRun, SortedSet<Integer>> callsByRun = new LinkedHashMap<>();
        private Saving saving = Saving.NONE;
        private boolean isPriced = true;

        Claim(String what, String cure) {
            this.what = what;
            this.cure = cure;
        }

        void add(SpentRun run, SpentCall call, Saving more) {
            saving = saving.plus(more);
            isPriced &= call.price().isPresent();
            callsByRun.computeIfAbsent(run, first -> new TreeSet<>()).add(call.number());
        }

        Waste toFinding(WasteKey key, int runs, Saving spent) {
            BigDecimal all = BigDecimal.valueOf(runs);
            Optional<BigDecimal> usd = isPriced
                    ? Optional.of(CostParts.plain(saving.usd().divide(all, DECIMALS, RoundingMode.DOWN)))
                    : Optional.empty();
            return new Waste(
                    key,
                    (double) saving.tokens() / runs,
                    usd,
                    new Waste.Shares(
                            share(saving.tokens(), spent.tokens()),
                            share(saving.usd().doubleValue(), spent.usd().doubleValue()),
                            share(callsByRun.size(), runs)),
                    what,
                    where(),
                    cure);
        }

        private static double share(double part, double whole) {
            return whole > 0 ? part / whole : 0;
        }

        private String where() {
            Map.Entry<SpentRun, SortedSet<Integer>> first =
                    callsByRun.entrySet().iterator().next();
            return named(first.getValue()) + " of run " + first.getKey().number();
        }

        private static String named(Collection<Integer> calls) {
            String first = calls.stream().limit(3).map(String::valueOf).collect(Collectors.joining(", "));
            return (calls.size() == 1 ? "call " : "calls ") + first + (calls.size() > 3 ? ", …" : "");
        }
    }
}
