package dev.tokenbudget.internal.run;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The calls that a run was charged with so far, by whichever source saw them. Not safe to use from several threads. */
final class RecordedCalls {

    private final List<ModelCall> calls = new ArrayList<>();

    void add(ModelCall call) {
        calls.add(call);
    }

    /** Return what the source of {@code call} reported of the same response before. */
    List<ModelCall> ofResponse(ModelCall call) {
        return calls.stream()
                .filter(known -> call.responseId().isPresent()
                        && known.responseId().equals(call.responseId())
                        && known.source() == call.source())
                .toList();
    }

    /** Forget {@code known}, the very calls that {@link #ofResponse} returned. */
    void forget(List<ModelCall> known) {
        calls.removeIf(call -> known.stream().anyMatch(one -> one == call));
    }

    /**
     * Return each response once, in the order in which they were asked for, even where several sources reported it: of
     * each response id, the most trusted source's calls stand, and a less trusted source adds only what it saw beyond that
     * (a provider that repeats its ids is not cheaper).
     */
    List<ModelCall> eachResponseOnce() {
        Map<String, Map<UsageSource, List<Integer>>> byResponse = new HashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            int index = i;
            UsageSource source = calls.get(i).source();
            calls.get(i)
                    .responseId()
                    .ifPresent(id -> byResponse
                            .computeIfAbsent(id, key -> new EnumMap<>(UsageSource.class))
                            .computeIfAbsent(source, key -> new ArrayList<>())
                            .add(index));
        }
        BitSet repeated = new BitSet(calls.size());
        for (Map<UsageSource, List<Integer>> sources : byResponse.values()) {
            int known = 0;
            for (List<Integer> seen : sources.values()) {
                seen.stream().limit(known).forEach(repeated::set);
                known = Math.max(known, seen.size());
            }
        }
        return IntStream.range(0, calls.size())
                .filter(index -> !repeated.get(index))
                .mapToObj(calls::get)
                .sorted(Comparator.comparing(ModelCall::started))
                .toList();
    }
}
