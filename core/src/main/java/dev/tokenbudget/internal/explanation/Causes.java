package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.explanation.Cause.AgentShare;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns the shares of a decomposition into causes with whole numbers and words. */
final class Causes {

    private static final int TENTHS_OF_A_POINT = 1000;

    private Causes() {}

    /** Return the causes, those that went the way of the drift first and the largest of them at the top. */
    static List<Cause> of(Decomposition decomposition, CauseText text) {
        MeanChange change = decomposition.change();
        List<BigInteger> tokens = Apportionment.whole(
                decomposition.shares().stream().map(Share::tokens).toList(), change.rounded());
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            groups.computeIfAbsent(group(decomposition.shares().get(i)), group -> new ArrayList<>())
                    .add(i);
        }
        List<List<Integer>> members = List.copyOf(groups.values());
        List<Double> sums = members.stream()
                .map(group -> Share.sum(
                        group.stream().map(decomposition.shares()::get).toList(), Share::tokens))
                .toList();
        List<Optional<BigDecimal>> points = points(sums, change);
        Comparator<Integer> bySize = Comparator.comparing(sums::get);
        return IntStream.range(0, members.size())
                .boxed()
                .sorted(change.drift() < 0 ? bySize : bySize.reversed())
                .map(i -> {
                    List<Share> shares = members.get(i).stream()
                            .map(decomposition.shares()::get)
                            .toList();
                    List<AgentShare> agents = members.get(i).stream()
                            .map(share -> new AgentShare(
                                    decomposition.shares().get(share).agent(), tokens.get(share)))
                            .toList();
                    return new Cause(
                            shares.get(0).kind(),
                            agents.stream().map(AgentShare::tokens).reduce(BigInteger.ZERO, BigInteger::add),
                            points.get(i),
                            agents,
                            text.of(shares));
                })
                .toList();
    }

    /** What came or went is a cause of its own; everything else is one cause over all agents. */
    private static List<Object> group(Share share) {
        boolean isAgent = share.kind() == Kind.AGENT_ADDED || share.kind() == Kind.AGENT_REMOVED;
        return isAgent || share.own().isPresent()
                ? List.of(share.kind(), share.agent(), share.own())
                : List.of(share.kind());
    }

    private static List<Optional<BigDecimal>> points(List<Double> sums, MeanChange change) {
        return change.inTenthsOfAPoint()
                .map(all ->
                        Apportionment.whole(
                                        sums.stream()
                                                .map(sum -> sum * TENTHS_OF_A_POINT / change.before())
                                                .toList(),
                                        all)
                                .stream()
                                .map(tenths -> Optional.of(new BigDecimal(tenths, 1)))
                                .toList())
                .orElseGet(() ->
                        sums.stream().map(sum -> Optional.<BigDecimal>empty()).toList());
    }
}
