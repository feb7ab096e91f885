package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Costs;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The change of the mean tokens of a run, and of what they cost, taken apart by cause and agent.
 *
 * @param change the change of the mean, exact
 * @param cost the change of the mean cost, exact, in the unit of {@link Costs}; absent where it is not known on one side
 * @param shares what each cause adds at each agent; but for rounding, they add up to both changes
 */
record Decomposition(MeanChange change, Optional<MeanChange> cost, List<Share> shares) {

    /** A share that is so small a part of a run's tokens is what doubles leave of none. */
    private static final double NONE = 1e-12;

    private static final double MOST_TOKENS_OF_NONE = 0.01;

    /** What doubles leave of the sum of the parts of a share, as a part of that. */
    private static final double REST = 1e-9;

    static Decomposition of(Composition before, Composition after) {
        AgentPairs agents = AgentPairs.of(before, after);
        List<Share> shares = new ArrayList<>();
        boolean otherNames = agents.pairs().isEmpty()
                && !agents.added().isEmpty()
                && !agents.removed().isEmpty();
        if (otherNames) {
            // Names were given or changed: which agent is which is not known, so that only all together can be
            // compared.
            shares.addAll(shares(
                    Composition.UNNAMED,
                    together(agents.removed().values(), before.runs()),
                    together(agents.added().values(), after.runs()),
                    Kind.PRICES));
        } else {
            agents.pairs().stream().map(GroupPairs::of).forEach(groups -> shares.addAll(shares(groups)));
            agents.added().forEach((name, agent) -> {
                Profile profile = Profile.of(agent, after.runs());
                shares.add(Share.of(Kind.AGENT_ADDED, name, profile.ofRun(), 0, profile.callsOfRun()));
            });
            agents.removed().forEach((name, agent) -> {
                Profile profile = Profile.of(agent, before.runs());
                shares.add(Share.of(
                        Kind.AGENT_REMOVED, name, Amount.NONE.minus(profile.ofRun()), profile.callsOfRun(), 0));
            });
        }
        MeanChange change = new MeanChange(before.tokens(), before.runs(), after.tokens(), after.runs());
        Optional<MeanChange> cost = before.costs()
                .flatMap(from -> after.costs().map(to -> new MeanChange(from, before.runs(), to, after.runs())));
        double none = Math.min(MOST_TOKENS_OF_NONE, NONE * Math.max(change.before(), change.after()));
        double noCost = cost.map(known -> REST * Math.max(known.before(), known.after()))
                .orElse(Double.POSITIVE_INFINITY);
        return new Decomposition(
                change,
                cost,
                shares.stream()
                        .filter(share -> Math.abs(share.tokens()) > none
                                || Math.abs(share.amount().cost()) > noCost)
                        .toList());
    }

    /** Whether the provider's overhead is, at every agent, what it counts of texts that changed beyond their estimate. */
    boolean isOverheadOfChangedText() {
        return shares.stream().filter(share -> share.kind() == Kind.OVERHEAD).allMatch(Share::ofChangedText);
    }

    private static List<Share> shares(GroupPairs groups) {
        List<Share> shares = new ArrayList<>();
        groups.pairs().forEach(pair -> shares.addAll(shares(pair)));
        Pair agent = groups.agent();
        groups.added().forEach(calls -> shares.add(Share.ofOwnCalls(agent, calls, agent.runsAfter(), false)));
        groups.removed().forEach(calls -> shares.add(Share.ofOwnCalls(agent, calls, agent.runsBefore(), true)));
        return shares;
    }

    private static List<Share> shares(Pair calls) {
        Profile before = calls.profileBefore();
        Profile after = calls.profileAfter();
        Kind ofPrices = calls.before().models().equals(calls.after().models()) ? Kind.PRICES : Kind.MODEL;
        if (before.seesNoPrompt() || after.seesNoPrompt()) {
            return shares(calls.agent(), before.withoutPrompts(), after.withoutPrompts(), ofPrices);
        }
        Attribution attribution = new Attribution(calls, before, after);
        return shares(calls.agent(), attribution.known(), attribution.attributed(), ofPrices).stream()
                .map(share -> share.kind() == Kind.OVERHEAD ? overhead(share, attribution) : share)
                .flatMap(share -> share.kind() == Kind.TOOL_DEFINITIONS
                        ? definitions(share, calls, before.charges().rate(after.charges(), Part.TOOLS))
                        : Stream.of(share))
                .toList();
    }

    private static Stream<Share> definitions(Share all, Pair calls, double rate) {
        double ofRun = (all.callsBefore() + all.callsAfter()) / 2;
        List<Share> parts = new ArrayList<>();
        ToolDefinitionChange.of(calls)
                .forEach((change, ofCall) ->
                        parts.add(all.of(change, new Amount(ofCall * ofRun, ofCall * ofRun * rate), ofCall)));
        return withRest(all, parts);
    }

    private static Stream<Share> results(Share all, AgentChange change) {
        List<Share> parts = new ArrayList<>();
        change.results().forEach((tool, amount) -> {
            if (!tool.isEmpty()) {
                parts.add(all.of(new ToolChange(tool, ToolChange.Kind.RESULTS), amount, 0));
            }
        });
        return withRest(all, parts);
    }

    private static Stream<Share> withRest(Share all, List<Share> parts) {
        Share rest = all.without(parts);
        double sizes =
                parts.stream().mapToDouble(part -> Math.abs(part.tokens())).sum();
        return parts.isEmpty() || Math.abs(rest.tokens()) > REST * sizes
                ? Stream.concat(parts.stream(), Stream.of(rest))
                : parts.stream();
    }

    private static Share overhead(Share share, Attribution attribution) {
        return attribution.isSameText() ? share.as(Kind.SAME_TEXT) : share.ofText(attribution.isOfChangedText());
    }

    private static List<Share> shares(String agent, Profile before, Profile after, Kind ofPrices) {
        AgentChange change = AgentChange.between(before, after);
        Amount told = change.shares().values().stream().reduce(Amount.NONE, Amount::plus);
        double rest = after.charges().ofRun() - before.charges().ofRun() - told.cost();
        double byPrices = before.charges().isCached() || after.charges().isCached()
                ? before.charges().byPrices(after.charges())
                : rest;
        return Stream.of(
                        change.shares().entrySet().stream().flatMap(share -> {
                            Share whole = new Share(
                                    share.getKey(),
                                    agent,
                                    Optional.empty(),
                                    share.getValue(),
                                    change.sizeOfCall(share.getKey()),
                                    share.getKey() == Kind.OUTPUT ? change.answersReadAgain() : 0,
                                    before.callsOfRun(),
                                    after.callsOfRun(),
                                    Optional.empty(),
                                    false);
                            return whole.kind() == Kind.TOOL_RESULTS ? results(whole, change) : Stream.of(whole);
                        }),
                        ofCost(ofPrices, agent, byPrices, before, after),
                        ofCost(Kind.CACHE, agent, rest - byPrices, before, after))
                .flatMap(shares -> shares)
                .toList();
    }

    private static Stream<Share> ofCost(Kind kind, String agent, double cost, Profile before, Profile after) {
        return cost == 0
                ? Stream.empty()
                : Stream.of(Share.of(kind, agent, new Amount(0, cost), before.callsOfRun(), after.callsOfRun()));
    }

    private static Profile together(Collection<AgentComposition> agents, int runs) {
        return agents.stream()
                .map(agent -> Profile.of(agent, runs).withoutPositions())
                .reduce(Profile.idle(runs), Profile::plus);
    }
}
