package dev.tokenbudget.internal.history.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a trace so far. Frameworks, SDKs and HTTP clients tell of the same call in steps within each other: the innermost
 * that knows its tokens counts.
 */
final class OpenTrace {

    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, FoundCall> calls = new LinkedHashMap<>();
    private Optional<String> name = Optional.empty();

    void add(FoundSpan span) {
        parents.put(span.id(), span.parent());
        if (span.parent().isEmpty() && !span.name().isBlank()) {
            name = Optional.of(span.name());
        }
    }

    /** Add a call; return whether it is new. One that knows its tokens goes before the same one that does not. */
    boolean add(FoundCall call) {
        FoundCall before = calls.putIfAbsent(call.id(), call);
        if (before != null && !knowsTokens(before) && knowsTokens(call)) {
            calls.put(call.id(), call);
        }
        return before == null;
    }

    /** Return what its first step is called, where that is known. */
    Optional<String> name() {
        return name;
    }

    int size() {
        return parents.size();
    }

    /** Return the calls that count, in the order in which they were made. */
    List<FoundCall> counted() {
        Set<String> aroundTokens = new HashSet<>();
        calls.values().stream().filter(OpenTrace::knowsTokens).forEach(call -> aroundTokens.addAll(around(call.id())));
        List<FoundCall> counted = new ArrayList<>();
        Set<String> aroundCounted = new HashSet<>();
        for (FoundCall call : calls.values()) {
            if (knowsTokens(call) && !aroundTokens.contains(call.id())) {
                counted.add(call);
            }
        }
        Set<String> withTokens = new HashSet<>();
        counted.forEach(call -> withTokens.add(call.id()));
        List<FoundCall> without =
                calls.values().stream().filter(call -> !knowsTokens(call)).toList();
        without.forEach(call -> aroundCounted.addAll(around(call.id())));
        without.stream()
                .filter(call -> !aroundTokens.contains(call.id()) && !aroundCounted.contains(call.id()))
                .filter(call -> around(call.id()).stream().noneMatch(withTokens::contains))
                .forEach(counted::add);
        counted.sort(Comparator.comparing((FoundCall call) -> call.call().started()));
        return counted;
    }

    /** Return how many calls are told of. */
    int told() {
        return calls.size();
    }

    /** Return the ids of what is around {@code id}, from the inside to the outside. */
    Set<String> around(String id) {
        Set<String> around = new LinkedHashSet<>();
        String parent = parents.getOrDefault(id, "");
        while (!parent.isEmpty() && around.add(parent)) {
            parent = parents.getOrDefault(parent, "");
        }
        return around;
    }

    private static boolean knowsTokens(FoundCall call) {
        return call.call().usage().total().isPresent();
    }
}
