package dev.tokenbudget.internal.history.store;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.usage.ModelCall.Role;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** What the calls of a run's agent add up to; unknown where a part of it is. */
final class RunSums {

    private RunSums() {}

    static OptionalLong tokens(RunEntry run) {
        return sum(run, call -> call.usage().total());
    }

    /** Return billionths of a US dollar. */
    static OptionalLong cost(RunEntry run) {
        return sum(
                run,
                call -> call.costUsd()
                        .map(NanoDollars::of)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    static long calls(RunEntry run) {
        return run.calls().stream().filter(call -> call.role() == Role.AGENT).count();
    }

    private static OptionalLong sum(RunEntry run, Function<CallEntry, OptionalLong> part) {
        List<OptionalLong> parts = run.calls().stream()
                .filter(call -> call.role() == Role.AGENT)
                .map(part)
                .toList();
        return parts.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        parts.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
    }
}
