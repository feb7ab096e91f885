package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.composition.AgentComposition;
import dev.tokenbudget.internal.composition.Composition;
import dev.tokenbudget.internal.composition.FixedPrompt;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.statistics.SampleSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What stays the same when a task gets another name.
 *
 * @param models the models asked for
 * @param prompts the hashes of each agent's system prompts and tool definitions
 * @param firstRequests the hash of each agent's first request, where all runs sent the same
 * @param firstInput input tokens of a run's first call, on average
 */
record Fingerprint(
        List<String> models,
        Map<String, Set<List<Optional<String>>>> prompts,
        Map<String, String> firstRequests,
        Optional<Double> firstInput) {

    /** The prompt of a task that was only renamed does not change; its input may, by what differs from run to run. */
    private static final double SAME_INPUT = 0.01;

    static Fingerprint ofBaseline(TaskComparison task) {
        return of(
                task.before().map(before -> before.models()).orElse(List.of()),
                task.before().flatMap(before -> before.composition()),
                task.before(Metric.FIRST_INPUT));
    }

    static Fingerprint ofRuns(TaskComparison task) {
        return of(task.requestedModels(), task.after().flatMap(Composition::of), task.after(Metric.FIRST_INPUT));
    }

    private static Fingerprint of(
            List<String> models, Optional<Composition> composition, Optional<SampleSummary> firstInput) {
        Map<String, Set<List<Optional<String>>>> prompts = new TreeMap<>();
        Map<String, String> firstRequests = new TreeMap<>();
        composition.ifPresent(spent -> spent.agents().forEach((name, agent) -> {
            prompts.put(name, hashes(agent));
            agent.hashes().request(0).ifPresent(hash -> firstRequests.put(name, hash));
        }));
        return new Fingerprint(models, prompts, firstRequests, firstInput.map(SampleSummary::mean));
    }

    private static Set<List<Optional<String>>> hashes(AgentComposition agent) {
        return agent.prompts().stream()
                .filter(FixedPrompt::isIdentified)
                .map(prompt -> List.of(prompt.systemHash(), prompt.toolsHash()))
                .collect(Collectors.toSet());
    }

    /** Whether {@code other} is that of the same task, as far as is known. */
    boolean isThatOf(Fingerprint other) {
        boolean known = !models.isEmpty() && firstInput.isPresent() && other.firstInput.isPresent();
        return known
                && models.equals(other.models)
                && prompts.equals(other.prompts)
                && firstRequests.entrySet().stream()
                        .allMatch(request -> other.firstRequests
                                .getOrDefault(request.getKey(), request.getValue())
                                .equals(request.getValue()))
                && Math.abs(firstInput.get() - other.firstInput.get()) <= SAME_INPUT * firstInput.get();
    }
}
