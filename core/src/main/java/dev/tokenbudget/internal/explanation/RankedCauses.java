package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.Costs;
import dev.tokenbudget.internal.explanation.Cause.AgentShare;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns the shares of a decomposition into causes with whole numbers and words. */
final class RankedCauses {

    private static final int TENTHS_OF_A_POINT = 1000;

    private final Decomposition decomposition;
    private final CauseText text;
    private final Map<ToolChange, ToolGroup> tools;
    private final List<List<RoundedShare>> groups;
    private final Optional<List<BigDecimal>> points;
    private final Optional<List<BigDecimal>> usdPoints;

    private RankedCauses(Decomposition decomposition, CauseText text) {
        this.decomposition = decomposition;
        this.text = text;
        this.tools = ToolGroup.of(decomposition.shares());
        this.groups = List.copyOf(rounded(decomposition)
                .collect(Collectors.groupingBy(
                        rounded -> group(rounded.share()), LinkedHashMap::new, Collectors.toList()))
                .values());
        this.points = points(decomposition.change(), Amount::tokens);
        this.usdPoints = decomposition.cost().flatMap(cost -> points(cost, Amount::cost));
    }

    /** Return the causes, those that went the way of the drift first and the largest of them at the top. */
    static List<Cause> of(Decomposition decomposition, CauseText text) {
        return new RankedCauses(decomposition, text).ranked();
    }

    /** Return the tokens of all shares that are {@code shown}. */
    static BigInteger tokens(Decomposition decomposition, Predicate<Share> shown) {
        return sum(rounded(decomposition)
                .filter(rounded -> shown.test(rounded.share()))
                .map(RoundedShare::tokens));
    }

    private List<Cause> ranked() {
        List<Cause> causes = IntStream.range(0, groups.size())
                .boxed()
                .sorted((one, other) -> Double.compare(
                        Math.abs(sum(groups.get(other), Amount::cost)), Math.abs(sum(groups.get(one), Amount::cost))))
                .map(this::cause)
                .toList();
        return Figure.TOKENS.ranked(causes, decomposition.change().drift());
    }

    private Optional<List<BigDecimal>> points(MeanChange change, ToDoubleFunction<Amount> figure) {
        return change.inTenthsOfAPoint()
                .map(all -> Apportionment.whole(
                        groups.stream()
                                .map(group -> sum(group, figure) * TENTHS_OF_A_POINT / change.before())
                                .toList(),
                        all))
                .map(tenths ->
                        tenths.stream().map(tenth -> new BigDecimal(tenth, 1)).toList());
    }

    private static double sum(List<RoundedShare> group, ToDoubleFunction<Amount> figure) {
        return group.stream()
                .mapToDouble(rounded -> figure.applyAsDouble(rounded.share().amount()))
                .sum();
    }

    private static Stream<RoundedShare> rounded(Decomposition decomposition) {
        List<Share> shares = decomposition.shares();
        List<BigInteger> tokens = whole(shares, Amount::tokens, decomposition.change());
        Optional<List<BigInteger>> costs = decomposition.cost().map(cost -> whole(shares, Amount::cost, cost));
        return IntStream.range(0, shares.size())
                .mapToObj(i -> new RoundedShare(shares.get(i), tokens.get(i), costs.map(known -> known.get(i))));
    }

    private static List<BigInteger> whole(List<Share> shares, ToDoubleFunction<Amount> figure, MeanChange change) {
        return Apportionment.whole(
                shares.stream()
                        .map(share -> figure.applyAsDouble(share.amount()))
                        .toList(),
                change.rounded());
    }

    private static BigInteger sum(Stream<BigInteger> numbers) {
        return numbers.reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** A share in whole tokens and, where it is known, in whole units of {@link Costs}. */
    private record RoundedShare(Share share, BigInteger tokens, Optional<BigInteger> cost) {

        String agent() {
            return share.agent();
        }
    }

    private Cause cause(int index) {
        List<RoundedShare> group = groups.get(index);
        List<Share> shares = group.stream().map(RoundedShare::share).toList();
        Optional<ToolGroup> changed = shares.get(0).tool().map(tools::get);
        return new Cause(
                shares.get(0).kind(),
                changed.map(ToolGroup::tools).orElse(List.of()),
                changed.flatMap(ToolGroup::server),
                changed.map(ToolGroup::label).orElse(shares.get(0).kind().label()),
                tokens(group),
                points.map(all -> all.get(index)),
                usd(group),
                usdPoints.map(all -> all.get(index)),
                agents(group),
                text.of(shares, changed));
    }

    /** Return what each agent adds; an agent may have a share for each of several tools. */
    private List<AgentShare> agents(List<RoundedShare> group) {
        Map<String, List<RoundedShare>> byAgent = group.stream()
                .collect(Collectors.groupingBy(RoundedShare::agent, LinkedHashMap::new, Collectors.toList()));
        return byAgent.entrySet().stream()
                .map(of -> new AgentShare(of.getKey(), tokens(of.getValue()), usd(of.getValue())))
                .toList();
    }

    private static BigInteger tokens(List<RoundedShare> group) {
        return sum(group.stream().map(RoundedShare::tokens));
    }

    private Optional<BigDecimal> usd(List<RoundedShare> group) {
        return decomposition
                .cost()
                .map(known -> Costs.usd(sum(group.stream().flatMap(share -> share.cost().stream()))));
    }

    /** What came or went is a cause of its own, and so is what changed of a tool; everything else is one cause over all agents. */
    private List<Object> group(Share share) {
        boolean isAgent = share.kind() == Cause.Kind.AGENT_ADDED || share.kind() == Cause.Kind.AGENT_REMOVED;
        if (isAgent || share.own().isPresent()) {
            return List.of(share.kind(), share.agent(), share.own());
        }
        Function<ToolChange, Object> grouped = change -> List.of(share.kind(), tools.get(change));
        return List.of(share.tool().map(grouped).orElse(share.kind()));
    }
}
