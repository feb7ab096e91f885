package dev.tokenbudget.internal.history.publishing;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.Origin;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.TaskName;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.ModelCall.Role;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The runs of one build of a module. */
final class RunEntries {

    /** The task of calls that no run was charged with: nobody's sample, but money that was spent. */
    static final String NO_RUN = "(calls of no run)";

    private static final String SOURCE = "tokenbudget";

    private final PublishedModule module;
    private final Optional<String> build;
    private final Optional<PriceList> prices;

    RunEntries(PublishedModule module, String build, Optional<PriceList> prices) {
        this.module = module;
        this.build = Optional.of(build);
        this.prices = prices;
    }

    RunEntry of(Run run) {
        CallEntries calls = new CallEntries(prices, run.started());
        Stream.concat(run.calls().stream(), run.judge().calls().stream())
                .sorted(Comparator.comparing(ModelCall::started))
                .forEach(calls::add);
        calls.addUnfinished(Role.AGENT, run.unfinishedCalls());
        calls.addUnfinished(Role.JUDGE, run.judge().unfinishedCalls());
        return new RunEntry(
                ContentId.of(run),
                build,
                Origin.BENCHMARK,
                SOURCE,
                TaskName.of(run.task().in(module.module())),
                run.started(),
                run.duration(),
                Optional.of(run.outcome()),
                labels(run),
                calls.entries());
    }

    private Labels labels(Run run) {
        Map<String, String> labels = new TreeMap<>(run.labels());
        run.variant().ifPresent(variant -> labels.putIfAbsent("variant", variant.name()));
        return Labels.of(labels).or(module.labels());
    }

    /** Return a call that no run was charged with, as a run of its own. */
    RunEntry of(LooseCall loose) {
        ModelCall call = loose.call();
        CallEntries calls = new CallEntries(prices, call.started());
        calls.add(call);
        Map<String, String> why =
                new TreeMap<>(Map.of("no run because", loose.reason().name()));
        loose.task().ifPresent(task -> why.put("task", TaskName.of(task.in(module.module()))));
        return new RunEntry(
                ContentId.of(call),
                build,
                Origin.BENCHMARK,
                SOURCE,
                TaskName.in(module.module(), NO_RUN),
                call.started(),
                Duration.ZERO,
                Optional.empty(),
                Labels.of(why).or(module.labels()),
                calls.entries());
    }
}
