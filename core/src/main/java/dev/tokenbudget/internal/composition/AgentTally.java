package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.composition.AgentComposition.CacheReads;
import dev.tokenbudget.internal.composition.AgentComposition.SharedHashes;
import dev.tokenbudget.internal.price.Cost;
import dev.tokenbudget.internal.run.RequestedModels;
import dev.tokenbudget.internal.run.SettledRepeats;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Adds up the calls of one agent, run after run. */
final class AgentTally {

    private final int[] callsOfRuns;
    private final CallPositions positions = new CallPositions();
    private final List<PositionTally> byPosition = new ArrayList<>();
    private final PromptTally prompts = new PromptTally();
    private final RequestedModels models = new RequestedModels();
    private final Map<String, Long> stopReasons = new HashMap<>();
    private final FirstInputTally firstInputs = new FirstInputTally();
    private final FamilySlopes slopes = new FamilySlopes();
    private final RepeatTally conversation = new RepeatTally();
    private final RepeatTally previousRun = new RepeatTally();
    private CacheReads cache = CacheReads.UNKNOWN;
    private SettledRepeats repeats = new SettledRepeats();
    private final ToolResultTally results = new ToolResultTally();
    private final SortedMap<String, Long> calledTools = new TreeMap<>();
    private boolean everyCostKnown = true;
    private final HashTally responseFormat = new HashTally();
    private final HashTally settings = new HashTally();
    private boolean everyPromptSeen = true;
    private long toolCalls;
    private long repeatedToolCalls;
    private int repeatedInRun;
    private int latestRun;
    private long refusedAttempts;

    AgentTally(int runs) {
        callsOfRuns = new int[runs];
    }

    /**
     * Add the next call of the run with index {@code run}, which is none of those before the last.
     *
     * @param cost what it cost, where that is known
     */
    void add(int run, ModelCall call, Optional<Cost.Priced> cost) {
        if (run != latestRun) {
            startRun(run);
        }
        Repeat.Compared compared = repeats.next(call);
        if (!call.isBilled()) {
            refusedAttempts++;
            return;
        }
        conversation.add(compared.conversation());
        previousRun.add(compared.previousRun());
        callsOfRuns[run]++;
        TokenSlope slope = slopes.of(call);
        int position = Math.min(positions.of(call), AgentComposition.POSITIONS - 1);
        at(position).add(call, slope, cost);
        everyCostKnown &= cost.isPresent();
        everyPromptSeen &= call.prompt().isPresent();
        if (call.prompt().isPresent()) {
            PromptSections prompt = call.prompt().get();
            prompts.add(prompt, slope);
            results.add(position, prompt, slope.of(prompt.toolResults().tokens()));
        }
        for (String tool : call.calledTools()) {
            calledTools.merge(tool, 1L, Long::sum);
        }
        responseFormat.add(hash(call, Hashes::responseFormat));
        settings.add(hash(call, Hashes::settings));
        firstInputs.add(call.usage().input().orElse(0));
        models.add(call);
        toolCalls += call.toolCalls();
        addRepeated(call.prompt().map(PromptSections::repeatedToolCalls).orElse(0));
        if (call.stopReason().isPresent()) {
            stopReasons.merge(call.stopReason().get(), 1L, Long::sum);
        }
        if (call.usage().cacheRead().isPresent()) {
            cache = cache.plus(new CacheReads(
                    BigInteger.valueOf(call.usage().cacheRead().getAsLong()),
                    BigInteger.valueOf(call.usage().input().orElse(0))));
        }
    }

    private void startRun(int run) {
        latestRun = run;
        repeatedInRun = 0;
        repeats = new SettledRepeats();
        positions.startRun();
        firstInputs.startRun();
        results.startRun();
    }

    AgentComposition toComposition(List<AgentComposition> groups) {
        return new AgentComposition(
                Arrays.stream(callsOfRuns).boxed().toList(),
                byPosition.stream().map(PositionTally::calls).toList(),
                byPart(PositionTally::tokens),
                results.toResults(byPosition.size()),
                everyCostKnown && !byPosition.isEmpty() ? Optional.of(costs()) : Optional.empty(),
                everyPromptSeen ? byPart(PositionTally::counted) : Map.of(),
                groups.isEmpty()
                        ? prompts.together().stream().toList()
                        : groups.stream()
                                .flatMap(group -> group.prompts().stream())
                                .toList(),
                models.names(),
                toolCalls,
                calledTools,
                new TreeMap<>(stopReasons),
                refusedAttempts,
                positions.repeated(),
                everyPromptSeen ? OptionalLong.of(repeatedToolCalls) : OptionalLong.empty(),
                cache,
                new PrefixRepeats(conversation.sum(), previousRun.sum()),
                firstInputs.range(),
                new SharedHashes(
                        byPosition.stream().map(PositionTally::request).toList(),
                        responseFormat.hash(),
                        settings.hash()),
                groups);
    }

    private Costs costs() {
        return new Costs(
                byPart(PositionTally::cost),
                byPosition.stream().map(PositionTally::uncached).toList());
    }

    /** Every call reads the conversation again, so that the last of a run knows of all that was repeated in it. */
    private void addRepeated(int repeated) {
        repeatedToolCalls += Math.max(0, repeated - repeatedInRun);
        repeatedInRun = Math.max(repeated, repeatedInRun);
    }

    private static Optional<String> hash(ModelCall call, Function<Hashes, Optional<String>> which) {
        return call.prompt().map(PromptSections::hashes).flatMap(which);
    }

    private PositionTally at(int position) {
        if (position == byPosition.size()) {
            byPosition.add(new PositionTally());
        }
        return byPosition.get(position);
    }

    private Map<Part, List<BigInteger>> byPart(BiFunction<PositionTally, Part, BigInteger> sizes) {
        if (byPosition.isEmpty()) {
            return Map.of();
        }
        Map<Part, List<BigInteger>> sums = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            sums.put(
                    part,
                    byPosition.stream().map(tally -> sizes.apply(tally, part)).toList());
        }
        return sums;
    }
}
