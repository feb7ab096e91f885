package dev.tokenbudget.internal.baseline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.AgentComposition.CacheReads;
import dev.tokenbudget.internal.composition.AgentComposition.SharedHashes;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.Costs;
import dev.tokenbudget.internal.composition.FirstInput;
import dev.tokenbudget.internal.composition.FixedPrompt;
import dev.tokenbudget.internal.composition.LearntSlope;
import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.composition.PrefixRepeats;
import dev.tokenbudget.internal.composition.TokenSlope;
import dev.tokenbudget.internal.composition.ToolDefinition;
import dev.tokenbudget.internal.composition.ToolResults;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of what a task's tokens were spent on; whole numbers only. */
record CompositionJson(
        int runs,
        @JsonProperty(required = true) Map<String, Agent> agents,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        Map<String, Slope> slopes) {

    static CompositionJson of(Composition composition) {
        Map<String, Agent> agents = new LinkedHashMap<>();
        composition.agents().forEach((name, agent) -> agents.put(name, Agent.of(agent)));
        Map<String, Slope> slopes = new LinkedHashMap<>();
        composition.slopes().learnt().forEach((model, slope) -> slopes.put(model, Slope.of(slope)));
        return new CompositionJson(composition.runs(), agents, slopes);
    }

    Composition toComposition(String field) {
        SortedMap<String, AgentComposition> compositions = new TreeMap<>();
        try {
            agents.forEach((name, agent) -> compositions.put(name, agent.toComposition()));
            SortedMap<String, LearntSlope> learnt = new TreeMap<>();
            if (slopes != null) {
                slopes.forEach((model, slope) -> learnt.put(model, slope.toSlope()));
            }
            return new Composition(runs, compositions, new ModelSlopes(learnt));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the field \"" + field + "\" does not add up. " + e.getMessage(), e);
        }
    }

    record Slope(double tokens, double error, int pairs) {
        private static final double PARTS = 1000;

        static Slope of(LearntSlope learnt) {
            return new Slope(learnt.slope().thousandths() / PARTS, learnt.error(), learnt.pairs());
        }

        LearntSlope toSlope() {
            if (!(tokens > 0 && error >= 0 && pairs > 0)) {
                throw new IllegalArgumentException("A slope and its pairs are above 0, and its error is no less.");
            }
            return new LearntSlope(new TokenSlope((int) Math.round(tokens * PARTS)), error, pairs);
        }
    }

    /** In files of before, sections had lengths in characters beside tokens that were scaled to the input. */
    @JsonIgnoreProperties("characters")
    record Agent(
            @JsonProperty(required = true) List<Integer> callsOfRuns,
            @JsonProperty(required = true) List<Long> callsByPosition,
            @JsonProperty(required = true) Map<String, List<BigInteger>> tokens,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, ToolResults> results,

            @Nullable Cost costs,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, List<BigInteger>> counted,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<Prompt> prompts,

            @JsonProperty(required = true) List<String> models,
            long toolCalls,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, Long> calledTools,

            @JsonProperty(required = true) Map<String, Long> stopReasons,
            long refusedAttempts,
            long repeatedPrompts,
            @Nullable Long repeatedToolCalls,
            @Nullable Cache cache,
            @Nullable RepeatsJson repeatsCall,
            @Nullable RepeatsJson repeatsRun,
            @Nullable FirstInput firstInput,
            @Nullable Hashes hashes,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<Agent> groups) {

        static Agent of(AgentComposition agent) {
            return new Agent(
                    agent.callsOfRuns(),
                    agent.callsByPosition(),
                    byKey(agent.tokens()),
                    agent.results(),
                    agent.costs().map(Cost::of).orElse(null),
                    byKey(agent.counted()),
                    agent.prompts().stream().map(Prompt::of).toList(),
                    agent.models(),
                    agent.toolCalls(),
                    agent.calledTools(),
                    agent.stopReasons(),
                    agent.refusedAttempts(),
                    agent.repeatedPrompts(),
                    agent.repeatedToolCalls().isPresent()
                            ? agent.repeatedToolCalls().getAsLong()
                            : null,
                    agent.cache().equals(CacheReads.UNKNOWN)
                            ? null
                            : new Cache(agent.cache().read(), agent.cache().of()),
                    RepeatsJson.of(agent.repeats().conversation()),
                    RepeatsJson.of(agent.repeats().previousRun()),
                    agent.firstInput().orElse(null),
                    Hashes.of(agent.hashes()),
                    agent.groups().stream().map(Agent::of).toList());
        }

        AgentComposition toComposition() {
            return new AgentComposition(
                    callsOfRuns,
                    callsByPosition,
                    byPart(tokens),
                    results == null ? new TreeMap<>() : new TreeMap<>(results),
                    Optional.ofNullable(costs).map(Cost::toCosts),
                    counted == null ? Map.of() : byPart(counted),
                    prompts == null
                            ? List.of()
                            : prompts.stream().map(Prompt::toPrompt).toList(),
                    models,
                    toolCalls,
                    calledTools == null ? new TreeMap<>() : new TreeMap<>(calledTools),
                    new TreeMap<>(stopReasons),
                    refusedAttempts,
                    repeatedPrompts,
                    repeatedToolCalls == null ? OptionalLong.empty() : OptionalLong.of(repeatedToolCalls),
                    cache == null ? CacheReads.UNKNOWN : new CacheReads(cache.read(), cache.of()),
                    new PrefixRepeats(RepeatsJson.toSum(repeatsCall), RepeatsJson.toSum(repeatsRun)),
                    Optional.ofNullable(firstInput),
                    hashes == null ? SharedHashes.NONE : hashes.toShared(),
                    groups == null
                            ? List.of()
                            : groups.stream().map(Agent::toComposition).toList());
        }
    }

    /** A part of which there is nothing is left out. */
    private static Map<String, List<BigInteger>> byKey(Map<Part, List<BigInteger>> byPart) {
        Map<String, List<BigInteger>> byKey = new LinkedHashMap<>();
        byPart.forEach((part, sums) -> {
            if (sums.stream().anyMatch(sum -> sum.signum() != 0)) {
                byKey.put(part.key(), sums);
            }
        });
        return byKey;
    }

    private static Map<Part, List<BigInteger>> byPart(Map<String, List<BigInteger>> byKey) {
        Map<Part, List<BigInteger>> byPart = new EnumMap<>(Part.class);
        byKey.forEach((part, sums) -> byPart.put(Part.named(part), sums));
        return byPart;
    }

    record Prompt(
            @Nullable String systemHash,
            @Nullable String toolsHash,
            int variants,
            int tools,
            long calls,
            @JsonProperty(required = true) BigInteger systemTokens,
            @JsonProperty(required = true) BigInteger toolTokens,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, Definition> definitions,

            @JsonProperty(required = true) BigInteger smallest,
            @JsonProperty(required = true) BigInteger largest) {

        static Prompt of(FixedPrompt prompt) {
            return new Prompt(
                    prompt.systemHash().orElse(null),
                    prompt.toolsHash().orElse(null),
                    prompt.variants(),
                    prompt.tools(),
                    prompt.calls(),
                    prompt.systemTokens(),
                    prompt.toolTokens(),
                    Definition.of(prompt.definitions()),
                    prompt.smallest(),
                    prompt.largest());
        }

        FixedPrompt toPrompt() {
            return new FixedPrompt(
                    Optional.ofNullable(systemHash),
                    Optional.ofNullable(toolsHash),
                    variants,
                    tools,
                    calls,
                    systemTokens,
                    toolTokens,
                    Definition.toDefinitions(definitions),
                    smallest,
                    largest);
        }
    }

    record Definition(
            @Nullable String hash,
            long calls,
            @JsonProperty(required = true) BigInteger tokens) {

        static Map<String, Definition> of(Map<String, ToolDefinition> definitions) {
            Map<String, Definition> json = new LinkedHashMap<>();
            definitions.forEach((tool, definition) -> json.put(
                    tool, new Definition(definition.hash().orElse(null), definition.calls(), definition.tokens())));
            return json;
        }

        static SortedMap<String, ToolDefinition> toDefinitions(@Nullable Map<String, Definition> json) {
            SortedMap<String, ToolDefinition> definitions = new TreeMap<>();
            if (json != null) {
                json.forEach((tool, known) -> definitions.put(
                        tool, new ToolDefinition(Optional.ofNullable(known.hash()), known.calls(), known.tokens())));
            }
            return definitions;
        }
    }

    /** Among the requests, an empty text stands for calls that differ. */
    record Hashes(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> requests,

            @Nullable String responseFormat,
            @Nullable String settings) {

        static @Nullable Hashes of(SharedHashes shared) {
            return shared.equals(SharedHashes.NONE)
                    ? null
                    : new Hashes(
                            shared.requests().stream()
                                    .map(hash -> hash.orElse(""))
                                    .toList(),
                            shared.responseFormat().orElse(null),
                            shared.settings().orElse(null));
        }

        SharedHashes toShared() {
            return new SharedHashes(
                    Optional.ofNullable(requests).orElse(List.of()).stream()
                            .map(hash -> Optional.of(hash).filter(known -> !known.isEmpty()))
                            .toList(),
                    Optional.ofNullable(responseFormat),
                    Optional.ofNullable(settings));
        }
    }

    record Cost(
            @JsonProperty(required = true) Map<String, List<BigInteger>> parts,
            @JsonProperty(required = true) List<BigInteger> uncached) {

        static Cost of(Costs costs) {
            return new Cost(byKey(costs.parts()), costs.uncached());
        }

        Costs toCosts() {
            return new Costs(byPart(parts), uncached);
        }
    }

    record Cache(
            @JsonProperty(required = true) BigInteger read,
            @JsonProperty(required = true) BigInteger of) {}
}
