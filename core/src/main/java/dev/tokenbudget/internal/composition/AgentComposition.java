package dev.tokenbudget.internal.composition;

import dev.tokenbudget.usage.PromptSections;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one agent did in the runs of a sample; whole numbers only, so that sums are exact.
 *
 * <p>A call's position is the number of different prompts that the same agent sent before in the same run; a retry stands
 * where the call stands that it repeats. What a call reads grows with its position, so tokens are kept by position: a run
 * that goes on longer can then be told from a prompt that grew.
 *
 * @param callsOfRuns number of calls, by run, in run order
 * @param callsByPosition number of calls at each position, summed over the runs; the last of {@link #POSITIONS} positions
 *     holds all that come after it
 * @param tokens tokens of each part at each position, summed over the runs
 * @param results what each tool gave, by its name, where they were told apart; they add up to {@link Part#TOOL_RESULTS}
 * @param costs what the tokens cost; absent where a call has no known cost, and in files of before
 * @param counted tokens of each section's text at each position as {@code o200k_base} counts them, whatever the model,
 *     summed over the runs; empty where not every call's prompt was seen
 * @param prompts the system prompts and tool definitions it used
 * @param models the models that it asked for, as {@code provider model}, sorted
 * @param toolCalls tool calls that the model requested
 * @param calledTools how often the model called each tool, by the tool's name, as far as names are known
 * @param stopReasons how often each stop reason was given
 * @param refusedAttempts attempts that the provider refused without billing them
 * @param repeatedPrompts calls whose prompt has the same sizes as an earlier one of the same run
 * @param repeatedToolCalls tool calls that ask for what an earlier one of the same conversation asked; absent where not every
 *     prompt was seen, and in files of before
 * @param cache what was read from a prompt cache
 * @param repeats how much of its requests repeats earlier ones; of nothing in files of before
 * @param firstInput the input of a run's first call; absent where it was not recorded
 * @param hashes what all its calls sent alike
 * @param groups the same of its calls with each fixed prompt by themselves, sorted by the prompts' hashes; empty where there
 *     is one group, and where they are not told apart, as in files of before
 */
public record AgentComposition(
        List<Integer> callsOfRuns,
        List<Long> callsByPosition,
        Map<Part, List<BigInteger>> tokens,
        SortedMap<String, ToolResults> results,
        Optional<Costs> costs,
        Map<Part, List<BigInteger>> counted,
        List<FixedPrompt> prompts,
        List<String> models,
        long toolCalls,
        SortedMap<String, Long> calledTools,
        SortedMap<String, Long> stopReasons,
        long refusedAttempts,
        long repeatedPrompts,
        OptionalLong repeatedToolCalls,
        CacheReads cache,
        PrefixRepeats repeats,
        Optional<FirstInput> firstInput,
        SharedHashes hashes,
        List<AgentComposition> groups) {

    /** How many positions are told apart. */
    public static final int POSITIONS = 32;

    static final Comparator<AgentComposition> BY_PROMPT = Comparator.comparing((AgentComposition group) ->
                    group.onlyPrompt().flatMap(FixedPrompt::systemHash).orElse(""))
            .thenComparing(
                    group -> group.onlyPrompt().flatMap(FixedPrompt::toolsHash).orElse(""));

    /**
     * Input that was read from a prompt cache.
     *
     * @param read tokens read from a cache
     * @param of input tokens of the calls whose cache reads are known
     */
    public record CacheReads(BigInteger read, BigInteger of) {

        /** Nothing is known of a cache. */
        public static final CacheReads UNKNOWN = new CacheReads(BigInteger.ZERO, BigInteger.ZERO);

        public CacheReads {
            // no provider is trusted to report no more read than input
            rejectNegative("tokens read from a cache, and of input", List.of(read, of));
        }

        CacheReads plus(CacheReads more) {
            return new CacheReads(read.add(more.read), of.add(more.of));
        }
    }

    /**
     * Hashes of what is the same in all calls; absent where calls differ, or where one's prompt was not seen.
     *
     * @param requests that of the whole request at each position, up to the last that is known; see {@link PromptSections.Hashes#request}
     * @param responseFormat that of the response format; absent also where none is asked for
     * @param settings that of everything in the request that is no text of the prompt
     */
    public record SharedHashes(
            List<Optional<String>> requests, Optional<String> responseFormat, Optional<String> settings) {

        /** Nothing is alike, or known to be. */
        public static final SharedHashes NONE = new SharedHashes(List.of(), Optional.empty(), Optional.empty());

        public SharedHashes {
            requests = withoutUnknownEnd(requests);
        }

        private static List<Optional<String>> withoutUnknownEnd(List<Optional<String>> requests) {
            int known = requests.size();
            while (known > 0 && requests.get(known - 1).isEmpty()) {
                known--;
            }
            return List.copyOf(requests.subList(0, known));
        }

        /** Return the hash of the request that every call at {@code position} sent; nothing where they differ. */
        public Optional<String> request(int position) {
            return position < requests.size() ? requests.get(position) : Optional.empty();
        }
    }

    public AgentComposition {
        callsOfRuns = List.copyOf(callsOfRuns);
        rejectNegative("calls of a run", callsOfRuns);
        rejectNegative("stop reasons", stopReasons.values());
        rejectNegative("calls of tools", calledTools.values());
        rejectNegative(
                "tool calls, refused attempts and repeated prompts",
                List.of(toolCalls, refusedAttempts, repeatedPrompts, repeatedToolCalls.orElse(0)));
        callsByPosition = List.copyOf(callsByPosition);
        if (callsByPosition.stream().anyMatch(calls -> calls < 1)
                || callsByPosition.size() > POSITIONS
                || sum(callsByPosition) != sum(callsOfRuns)) {
            throw new IllegalArgumentException("The runs have " + sum(callsOfRuns) + " call(s), but those at up to "
                    + POSITIONS + " positions are " + callsByPosition + ".");
        }
        tokens = atEachPosition("tokens", tokens, callsByPosition.size());
        results = toldApart(results, tokens.getOrDefault(Part.TOOL_RESULTS, List.of()));
        calledTools = Collections.unmodifiableSortedMap(new TreeMap<>(calledTools));
        counted.forEach((part, sums) -> rejectNegative("counted tokens of " + part.key(), sums));
        counted = counted.isEmpty() ? Map.of() : atEachPosition("counted tokens", counted, callsByPosition.size());
        prompts = List.copyOf(prompts);
        models = List.copyOf(models);
        stopReasons = Collections.unmodifiableSortedMap(new TreeMap<>(stopReasons));
        groups = List.copyOf(groups);
        int runs = callsOfRuns.size();
        if (groups.stream().anyMatch(group -> group.callsOfRuns().size() != runs)) {
            throw new IllegalArgumentException("There are " + runs + " run(s), but groups of calls of "
                    + groups.stream().map(group -> group.callsOfRuns().size()).toList() + ".");
        }
        if (!groups.isEmpty()
                && groups.stream().mapToLong(AgentComposition::calls).sum() != sum(callsOfRuns)) {
            throw new IllegalArgumentException(
                    "The runs have " + sum(callsOfRuns) + " call(s), but the groups of calls "
                            + groups.stream().map(AgentComposition::calls).toList() + ".");
        }
    }

    /** Whether it is known which tool gave what, or that none gave anything. */
    public boolean tellsResults() {
        return !results.isEmpty() || sum(Part.TOOL_RESULTS).signum() == 0;
    }

    /** Return what each tool gave, by its name; all as that of tools without a name, where they were not told apart. */
    SortedMap<String, ToolResults> allResults() {
        return tellsResults()
                ? results
                : new TreeMap<>(Map.of(ToolResults.UNNAMED, ToolResults.unnamed(tokens(Part.TOOL_RESULTS))));
    }

    /** Return the number of calls in all runs. */
    public long calls() {
        return sum(callsOfRuns);
    }

    /** Return the fixed prompt of all calls; nothing where it was not seen, or where there are several. */
    public Optional<FixedPrompt> onlyPrompt() {
        return prompts.size() == 1 ? Optional.of(prompts.get(0)) : Optional.empty();
    }

    /** Return the calls with each fixed prompt by themselves; nothing where they are not told apart. */
    Optional<List<AgentComposition>> groupsOfCalls() {
        if (!groups.isEmpty() || calls() == 0) {
            return Optional.of(groups);
        }
        boolean isOne = prompts.isEmpty()
                || onlyPrompt().filter(prompt -> prompt.calls() == calls()).isPresent();
        return isOne ? Optional.of(List.of(this)) : Optional.empty();
    }

    /** Return the input that was reported of all calls. */
    public BigInteger input() {
        return sum(true);
    }

    /** Return the output that was reported of all calls. */
    public BigInteger output() {
        return sum(false);
    }

    private BigInteger sum(boolean ofInput) {
        BigInteger sum = BigInteger.ZERO;
        for (Part part : tokens.keySet()) {
            sum = part.isInput() == ofInput ? sum.add(sum(part)) : sum;
        }
        return sum;
    }

    /** Return the tokens of {@code part} at each position, summed over the runs. */
    public List<BigInteger> tokens(Part part) {
        return tokens.getOrDefault(part, List.of());
    }

    /** Return the tokens of {@code part}, summed over the runs. */
    public BigInteger sum(Part part) {
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger atPosition : tokens(part)) {
            sum = sum.add(atPosition);
        }
        return sum;
    }

    /** Results of which no tool is known are not told apart. */
    private static SortedMap<String, ToolResults> toldApart(
            SortedMap<String, ToolResults> results, List<BigInteger> tokens) {
        if (results.keySet().stream().allMatch(ToolResults.UNNAMED::equals)) {
            return Collections.emptySortedMap();
        }
        List<BigInteger> sums = results.values().stream()
                .reduce(ToolResults.unnamed(Collections.nCopies(tokens.size(), BigInteger.ZERO)), ToolResults::plus)
                .tokens();
        if (!sums.equals(tokens)) {
            throw new IllegalArgumentException(
                    "Tool results have " + tokens + " tokens by position, but those of the tools are " + sums + ".");
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }

    private static Map<Part, List<BigInteger>> atEachPosition(
            String what, Map<Part, List<BigInteger>> known, int positions) {
        Map<Part, List<BigInteger>> complete = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            List<BigInteger> sums = known.getOrDefault(part, Collections.nCopies(positions, BigInteger.ZERO));
            if (sums.size() != positions) {
                throw new IllegalArgumentException("There are calls at " + positions + " position(s), but the " + what
                        + " of " + part.key() + " are given for " + sums.size() + ".");
            }
            complete.put(part, List.copyOf(sums));
        }
        return Collections.unmodifiableMap(complete);
    }

    private static void rejectNegative(String what, Collection<? extends Number> numbers) {
        for (Number number : numbers) {
            if (number.doubleValue() < 0) {
                throw new IllegalArgumentException(
                        "Nothing counted is below 0, but the numbers of " + what + " are " + numbers + ".");
            }
        }
    }

    private static long sum(List<? extends Number> numbers) {
        long sum = 0;
        for (Number number : numbers) {
            sum += number.longValue();
        }
        return sum;
    }
}
