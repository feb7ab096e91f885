package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.explanation.AgentPairs.Pair;
import dev.tokenbudget.internal.explanation.Cause.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The change of the mean tokens of a run, taken apart by cause and agent.
 *
 * @param change the change of the mean, exact
 * @param shares what each cause adds at each agent; but for rounding, they add up to the change
 */
record Decomposition(MeanChange change, List<Share> shares) {

    /** A share that is so small a part of a run's tokens is what doubles leave of none. */
    private static final double NONE = 1e-12;

    private static final double MOST_TOKENS_OF_NONE = 0.01;

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
                    together(agents.added().values(), after.runs())));
        } else {
            agents.pairs().stream().map(GroupPairs::of).forEach(groups -> shares.addAll(shares(groups)));
            agents.added().forEach((name, agent) -> {
                Profile profile = Profile.of(agent, after.runs());
                shares.add(Share.of(Kind.AGENT_ADDED, name, profile.tokensOfRun(), 0, profile.callsOfRun()));
            });
            agents.removed().forEach((name, agent) -> {
                Profile profile = Profile.of(agent, before.runs());
                shares.add(Share.of(Kind.AGENT_REMOVED, name, -profile.tokensOfRun(), profile.callsOfRun(), 0));
            });
        }
        MeanChange change = new MeanChange(tokens(before), before.runs(), tokens(after), after.runs());
        double none = Math.min(MOST_TOKENS_OF_NONE, NONE * Math.max(change.before(), change.after()));
        return new Decomposition(
                change,
                shares.stream().filter(share -> Math.abs(share.tokens()) > none).toList());
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
        if (before.seesNoPrompt() || after.seesNoPrompt()) {
            return shares(calls.agent(), before.withoutPrompts(), after.withoutPrompts());
        }
        Attribution attribution = new Attribution(calls, before, after);
        return shares(calls.agent(), attribution.known(), attribution.attributed()).stream()
                .map(share -> share.kind() == Kind.OVERHEAD ? overhead(share, attribution) : share)
                .toList();
    }

    private static Share overhead(Share share, Attribution attribution) {
        return attribution.isSameText() ? share.as(Kind.SAME_TEXT) : share.ofText(attribution.isOfChangedText());
    }

    private static List<Share> shares(String agent, Profile before, Profile after) {
        AgentChange change = AgentChange.between(before, after);
        return change.shares().entrySet().stream()
                .map(share -> new Share(
                        share.getKey(),
                        agent,
                        share.getValue(),
                        change.sizeOfCall(share.getKey()),
                        share.getKey() == Kind.OUTPUT ? change.answersReadAgain() : 0,
                        before.callsOfRun(),
                        after.callsOfRun(),
                        Optional.empty(),
                        false))
                .toList();
    }

    private static Profile together(Collection<AgentComposition> agents, int runs) {
        return agents.stream()
                .map(agent -> Profile.of(agent, runs).withoutPositions())
                .reduce(Profile.idle(runs), Profile::plus);
    }

    static BigInteger tokens(Composition composition) {
        return composition.agents().values().stream()
                .map(agent -> agent.input().add(agent.output()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
