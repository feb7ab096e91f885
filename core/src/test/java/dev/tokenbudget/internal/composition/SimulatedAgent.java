package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Hashes;
import dev.tokenbudget.usage.PromptSections.Section;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * An agent that reads a task, calls tools in a loop and answers; its sizes differ from run to run by chance. Every field
 * is a thing that a change of the agent's code can move.
 */
public final class SimulatedAgent {

    private static final int CHARACTERS_OF_A_TOKEN = 4;

    public Optional<String> name = Optional.empty();
    public String provider = "acme";
    public String model = "model-x";
    public long system = 900;

    /** By how much the system prompt's size differs from run to run, as retrieved text makes it: its coefficient of variation. */
    public double systemVariation;

    public boolean timeInSystemPrompt;
    public boolean dateInSystemPrompt;

    /** Whether the definitions of the tools are in another order, or hold another id, in each call. */
    public boolean toolsVary;

    public boolean promptIsSeen = true;
    public int tools = 5;
    public long task = 600;
    public double taskVariation;
    public int loops = 3;
    public double chanceOfAnotherLoop = 0.1;
    public double variation = 0.2;
    public int turnsKept = Integer.MAX_VALUE;
    public double wordiness = 1;
    public long toolResult = 400;
    public int toolCallsOfLoop = 1;
    public long reasoning = 120;
    /** Tokens that the provider counts for one token of the text. */
    public double tokensOfText = 1;

    /** Tokens that the provider counts for one token of the answers that it reads again. */
    public double tokensOfHistory = 1;

    /** Tokens that the provider adds to each call. */
    public long hidden;

    /** Tokens of the schema that each answer is asked for in. */
    public long responseFormat;

    /** Tokens of a part of each request that nobody reads. */
    public long unread;

    /** Tool calls that the model makes once more, of each loop. */
    public int sameToolCallsOfLoop;

    public String stopReasonOfLoop = "tool_use";
    public Optional<String> responseModel = Optional.empty();
    public double repeats;
    public double refusals;
    public Optional<SimulatedAgent> reviewer = Optional.empty();

    private final Random random;
    private long date;
    private long systemOfRun;
    private final List<ModelCall> calls = new ArrayList<>();

    public SimulatedAgent(long seed) {
        random = new Random(seed);
    }

    /** Return an agent whose runs are all the same. */
    public static SimulatedAgent withoutChance() {
        SimulatedAgent agent = new SimulatedAgent(0);
        agent.chanceOfAnotherLoop = 0;
        agent.variation = 0;
        return agent;
    }

    /** Return {@code number} runs, all of them successful. */
    public TaskRuns runs(int number) {
        return new TaskRuns(
                RunExample.REVIEWS,
                IntStream.rangeClosed(1, number).mapToObj(this::run).toList());
    }

    public Composition composition(int runs) {
        return Composition.of(runs(runs)).orElseThrow();
    }

    private Run run(int number) {
        calls.clear();
        work();
        reviewer.ifPresent(agent -> {
            agent.calls.clear();
            agent.work();
            calls.addAll(agent.calls);
        });
        return RunExample.run(RunExample.REVIEWS, number, calls.toArray(new ModelCall[0]));
    }

    private void work() {
        date = dateInSystemPrompt ? random.nextLong() : 0;
        systemOfRun = systemVariation == 0 ? system : varied(system, systemVariation);
        int turns = loops + (random.nextDouble() < chanceOfAnotherLoop ? 1 : 0);
        long asked = taskVariation == 0 ? task : Math.round(task * (1 + taskVariation * random.nextDouble()));
        List<Long> answers = new ArrayList<>();
        List<Long> results = new ArrayList<>();
        for (int turn = 0; turn <= turns; turn++) {
            boolean last = turn == turns;
            long answer = Math.round(varied(last ? 500 : 80) * wordiness);
            PromptSections prompt = prompt(sumOfLast(answers), sumOfLast(results), asked).toBuilder()
                    .repeatedToolCalls(sameToolCallsOfLoop * turn)
                    .build();
            ModelCall call = call(prompt, answer, last);
            if (random.nextDouble() < refusals) {
                calls.add(ModelCall.builder(provider, model)
                        .status(UsageStatus.NOT_BILLED)
                        .started(RunExample.START)
                        .build());
            }
            if (random.nextDouble() < repeats) {
                calls.add(call);
            }
            calls.add(call);
            answers.add(answer);
            results.add(varied(toolResult * toolCallsOfLoop));
        }
    }

    private PromptSections prompt(long history, long results, long asked) {
        String time = timeInSystemPrompt ? " at " + random.nextLong() : "";
        String systemHash = hash(systemOfRun + time + (dateInSystemPrompt ? " on " + date : ""));
        String toolsHash = hash(tools + " tools" + (toolsVary ? " in order " + random.nextLong() : ""));
        Optional<String> formatHash =
                responseFormat == 0 ? Optional.empty() : Optional.of(hash(responseFormat + " schema"));
        String request = systemHash + toolsHash + formatHash + history + " " + results + " " + asked + " " + unread;
        return PromptSections.builder()
                .system(section(systemOfRun))
                .tools(section(200L * tools), tools)
                .responseFormat(section(responseFormat))
                .history(section(history))
                .toolResults(section(results))
                .user(section(asked))
                .hashes(new Hashes(
                        Optional.of(systemHash),
                        Optional.of(toolsHash),
                        formatHash,
                        Optional.of(hash("settings")),
                        Optional.of(hash(request))))
                .build();
    }

    private ModelCall call(PromptSections prompt, long answer, boolean last) {
        long fixed = prompt.system().tokens() + prompt.tools().tokens();
        long text = fixed
                + prompt.history().tokens()
                + prompt.toolResults().tokens()
                + prompt.responseFormat().tokens()
                + prompt.user().tokens();
        long language = Math.round((tokensOfHistory - 1) * prompt.history().tokens());
        long input = Math.round(text * tokensOfText) + language + hidden + unread;
        long thought = varied(reasoning);
        long cached = timeInSystemPrompt || toolsVary ? 0 : fixed;
        ModelCall.Builder call = ModelCall.builder(provider, model)
                .usage(TokenUsage.of(input, answer + thought)
                        .withReasoning(thought)
                        .withCacheRead(cached))
                .toolCalls(last ? 0 : toolCallsOfLoop)
                .stopReason(last ? "end_turn" : stopReasonOfLoop)
                .started(RunExample.START);
        responseModel.ifPresent(call::responseModel);
        name.ifPresent(call::agent);
        return promptIsSeen ? call.prompt(prompt).build() : call.build();
    }

    private long sumOfLast(List<Long> turns) {
        return turns.stream()
                .skip(Math.max(0, turns.size() - (long) turnsKept))
                .mapToLong(Long::longValue)
                .sum();
    }

    private long varied(double mean) {
        return varied(mean, variation);
    }

    /** Draw from a lognormal distribution. */
    private long varied(double mean, double variation) {
        return Math.round(mean * Math.exp(variation * random.nextGaussian() - variation * variation / 2));
    }

    private Section section(long tokens) {
        return new Section(tokens * CHARACTERS_OF_A_TOKEN, tokens);
    }

    private static String hash(String text) {
        String digits = Integer.toHexString(text.hashCode());
        return String.join("", Collections.nCopies(8, "0".repeat(8 - digits.length()) + digits));
    }
}
