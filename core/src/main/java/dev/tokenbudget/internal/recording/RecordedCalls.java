package dev.tokenbudget.internal.recording;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The calls that a run was charged with so far, from all sources, and which of them count: of each response id,
 * the first call of the most trusted source that has one, the second of the most trusted source that has two, and so on. So
 * a less trusted source adds only what it saw beyond the others, and a provider that repeats its ids is not cheaper.
 *
 * <p>This is also the one place that decides whose a call is: it is the judge's as soon as one source says so. Others may not
 * know, as a listener to all models does not that sees what went to the judge's URL.
 *
 * <p>A call changes what counts of its own response and of no other, so that recording many calls takes time in proportion
 * to their number. Not safe to use from several threads.
 */
final class RecordedCalls {

    private final Map<String, Map<UsageSource, List<RecordedCall>>> byResponse = new HashMap<>();
    private final SortedMap<Integer, RecordedCall> counted = new TreeMap<>();
    private final Map<UsageSource, Set<String>> forgotten = new EnumMap<>(UsageSource.class);
    private int recorded;

    /**
     * How what counts has changed.
     *
     * @param added calls that count now
     * @param removed calls that no longer count
     */
    record Change(List<ModelCall> added, List<ModelCall> removed) {
        private static final Change NONE = new Change(List.of(), List.of());

        /** Return how what counts of {@code role} has changed. */
        Change of(ModelCall.Role role) {
            boolean isWhole = areAllOf(role, added) && areAllOf(role, removed);
            return isWhole ? this : partOf(role);
        }

        private static boolean areAllOf(ModelCall.Role role, List<ModelCall> calls) {
            for (ModelCall call : calls) {
                if (call.role() != role) {
                    return false;
                }
            }
            return true;
        }

        boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty();
        }

        private Change partOf(ModelCall.Role role) {
            return new Change(of(role, added), of(role, removed));
        }

        private static List<ModelCall> of(ModelCall.Role role, List<ModelCall> calls) {
            return calls.stream().filter(call -> call.role() == role).toList();
        }
    }

    /** Add a call whose prompt may still be measured. */
    Change add(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        RecordedCall added = recorded(call, prompt);
        if (call.responseId().isEmpty()) {
            counted.put(added.number(), added);
            return new Change(List.of(call), List.of());
        }
        Map<UsageSource, List<RecordedCall>> sources =
                ofResponse(call.responseId().get());
        List<RecordedCall> ofSource = sources.computeIfAbsent(call.source(), source -> new ArrayList<>());
        int place = ofSource.size();
        Optional<RecordedCall> before = counting(sources, place);
        ofSource.add(added);
        RecordedCall after = counting(sources, place).orElse(added);
        if (before.filter(after::isSameAs).isPresent()) {
            return Change.NONE;
        }
        before.ifPresent(less -> counted.remove(less.number()));
        counted.put(after.number(), after);
        return new Change(
                List.of(after.call()), before.map(RecordedCall::call).stream().toList());
    }

    /** Forget the calls, and keep which responses they were. */
    void forget() {
        byResponse.forEach((id, sources) -> sources.keySet()
                .forEach(source -> forgotten
                        .computeIfAbsent(source, first -> new HashSet<>())
                        .add(id)));
        byResponse.clear();
        counted.clear();
    }

    /** Whether the source of {@code call} reported the same response before, which may be forgotten by now. */
    boolean knows(ModelCall call) {
        return !ofSameResponse(call).isEmpty()
                || call.responseId()
                        .filter(id ->
                                forgotten.getOrDefault(call.source(), Set.of()).contains(id))
                        .isPresent();
    }

    /** Return what the source of {@code call} reported of the same response before. */
    List<ModelCall> ofSameResponse(ModelCall call) {
        return call.responseId()
                .map(byResponse::get)
                .map(sources -> sources.get(call.source()))
                .map(known -> known.stream().map(RecordedCall::call).toList())
                .orElse(List.of());
    }

    /**
     * Replace {@linkplain #ofSameResponse what is known} of a response, which is something, by {@code calls}. The first of
     * them keeps the prompt of the first before.
     */
    Change replace(List<ModelCall> calls) {
        ModelCall first = calls.get(0);
        Map<UsageSource, List<RecordedCall>> sources =
                ofResponse(first.responseId().orElseThrow());
        List<RecordedCall> before = counting(sources);
        CompletableFuture<Optional<PromptSections>> prompt =
                sources.getOrDefault(first.source(), List.of()).get(0).prompt();
        List<RecordedCall> replaced = new ArrayList<>(List.of(recorded(first, prompt)));
        calls.stream()
                .skip(1)
                .forEach(call -> replaced.add(recorded(call, CompletableFuture.completedFuture(call.prompt()))));
        sources.put(first.source(), replaced);
        List<RecordedCall> after = counting(sources);
        before.forEach(call -> counted.remove(call.number()));
        after.forEach(call -> counted.put(call.number(), call));
        return new Change(calls(after), calls(before));
    }

    /** Return the calls of {@code role} that count in the order in which they were sent, and where the clock did not move, recorded. */
    List<RecordedCall> inOrder(ModelCall.Role role) {
        return counted.values().stream()
                .filter(recorded -> recorded.call().role() == role)
                .sorted(Comparator.comparing(recorded -> recorded.call().started()))
                .toList();
    }

    private RecordedCall recorded(ModelCall call, CompletableFuture<Optional<PromptSections>> prompt) {
        return new RecordedCall(recorded++, call, prompt);
    }

    private Map<UsageSource, List<RecordedCall>> ofResponse(String id) {
        return byResponse.computeIfAbsent(id, unknown -> new EnumMap<>(UsageSource.class));
    }

    /** Return which call of a response counts in {@code place}, from 0, as the call of whom any source says that made it. */
    private static Optional<RecordedCall> counting(Map<UsageSource, List<RecordedCall>> sources, int place) {
        Optional<RecordedCall> mostTrusted = Optional.empty();
        boolean ofJudge = false;
        for (List<RecordedCall> calls : sources.values()) {
            if (calls.size() > place) {
                RecordedCall recorded = calls.get(place);
                mostTrusted = mostTrusted.isPresent() ? mostTrusted : Optional.of(recorded);
                ofJudge |= recorded.call().role() == ModelCall.Role.JUDGE;
            }
        }
        return ofJudge ? mostTrusted.map(first -> first.as(ModelCall.Role.JUDGE)) : mostTrusted;
    }

    private static List<RecordedCall> counting(Map<UsageSource, List<RecordedCall>> sources) {
        int most = sources.values().stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .mapToObj(place -> counting(sources, place))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<ModelCall> calls(List<RecordedCall> recorded) {
        return recorded.stream().map(RecordedCall::call).toList();
    }
}
