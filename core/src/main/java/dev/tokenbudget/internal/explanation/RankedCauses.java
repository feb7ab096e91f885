package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.explanation.Cause.AgentShare;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns the shares of a decomposition into causes with whole numbers and words. */
final class RankedCauses {

    private static final int TENTHS_OF_A_POINT = 1000;

    private RankedCauses() {}

    /** Return the causes, those that went the way of the drift first and the largest of them at the top. */
    static List<Cause> of(Decomposition decomposition, CauseText text) {
        MeanChange change = decomposition.change();
        List<List<RoundedShare>> groups = List.copyOf(rounded(decomposition)
                .collect(Collectors.groupingBy(
                        rounded -> group(rounded.share()), LinkedHashMap::new, Collectors.toList()))
                .values());
        List<Double> sums = groups.stream()
                .map(group -> Share.sum(shares(group), Share::tokens))
                .toList();
        Optional<List<BigInteger>> points = change.inTenthsOfAPoint()
                .map(all -> Apportionment.whole(
                        sums.stream()
                                .map(sum -> sum * TENTHS_OF_A_POINT / change.before())
                                .toList(),
                        all));
        Comparator<Integer> bySize = Comparator.comparing(sums::get);
        return IntStream.range(0, groups.size())
                .boxed()
                .sorted(change.drift() < 0 ? bySize : bySize.reversed())
                .map(i -> cause(groups.get(i), points.map(all -> new BigDecimal(all.get(i), 1)), text))
                .toList();
    }

    /** Return the tokens of all causes of {@code kind}. */
    static BigInteger tokens(Decomposition decomposition, Kind kind) {
        return sum(rounded(decomposition)
                .filter(rounded -> rounded.share().kind() == kind)
                .toList());
    }

    private static Stream<RoundedShare> rounded(Decomposition decomposition) {
        List<Share> shares = decomposition.shares();
        List<BigInteger> tokens = Apportionment.whole(
                shares.stream().map(Share::tokens).toList(),
                decomposition.change().rounded());
        return IntStream.range(0, shares.size()).mapToObj(i -> new RoundedShare(shares.get(i), tokens.get(i)));
    }

    private static BigInteger sum(List<RoundedShare> shares) {
        return shares.stream().map(RoundedShare::tokens).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private record RoundedShare(Share share, BigInteger tokens) {}

    private static Cause cause(List<RoundedShare> group, Optional<BigDecimal> points, CauseText text) {
        List<Share> shares = shares(group);
        return new Cause(
                shares.get(0).kind(),
                sum(group),
                points,
                group.stream()
                        .map(rounded -> new AgentShare(rounded.share().agent(), rounded.tokens()))
                        .toList(),
                text.of(shares));
    }

    private static List<Share> shares(List<RoundedShare> group) {
        return group.stream().map(RoundedShare::share).toList();
    }

    /** What came or went is a cause of its own; everything else is one cause over all agents. */
    private static List<Object> group(Share share) {
        boolean isAgent = share.kind() == Kind.AGENT_ADDED || share.kind() == Kind.AGENT_REMOVED;
        return isAgent || share.own().isPresent()
                ? List.of(share.kind(), share.agent(), share.own())
                : List.of(share.kind());
    }
}
