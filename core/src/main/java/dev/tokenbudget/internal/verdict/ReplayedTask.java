package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A task whose runs were answered from a recording: the recorded runs stand where the accepted ones stood, each beside the run
 * that replayed it, so that nothing is left to chance.
 */
final class ReplayedTask {

    private static final BuildId UNACCEPTED = new BuildId("recording", Optional.empty());

    private final TaskRuns runs;
    private final Optional<TaskRecording> recording;
    private final Recordings recordings;
    private final Optional<TaskBaseline> accepted;
    private final Optional<PriceList> prices;

    ReplayedTask(TaskRuns runs, Recordings recordings, Optional<TaskBaseline> accepted, Optional<PriceList> prices) {
        this.runs = runs;
        this.recording = recordings.of(runs.task());
        this.recordings = recordings;
        this.accepted = accepted;
        this.prices = prices;
    }

    /**
     * Return what stands where the baseline stood: the recorded runs, those that the samples replay, and where there is no sample, all that were
     * replayed; nothing where there is none.
     *
     * @param kept the metrics that it is to hold
     */
    Optional<TaskBaseline> before(Set<Metric> kept) {
        return acceptedEstimate().or(() -> recorded(kept));
    }

    /** What was accepted of a replay of the same recording is what this one is compared with. */
    private Optional<TaskBaseline> acceptedEstimate() {
        return accepted.filter(baseline -> baseline.estimated().isPresent()
                && baseline.estimated().equals(recording.map(TaskRecording::fingerprint)));
    }

    private Optional<TaskBaseline> recorded(Set<Metric> kept) {
        List<Run> paired = recorded(runs.succeeded());
        List<Run> recorded = paired.isEmpty() ? recorded(first()) : paired;
        return recording.filter(known -> !recorded.isEmpty()).map(known -> {
            Optional<BaselineBuild> build = RecordingOrigin.build(known, accepted);
            Set<Metric> metrics = new TreeSet<>(kept);
            metrics.removeIf(Metric::isMeasuredByTheClock);
            TaskBaseline before = TaskBaseline.accept(
                    new TaskRuns(runs.task(), recorded),
                    build.map(BaselineBuild::id)
                            .map(id -> new BuildId(id, known.commit()))
                            .orElse(new BuildId(UNACCEPTED.id(), known.commit())),
                    "recorded",
                    Optional.empty(),
                    metrics);
            return before.with(
                            build
                                    .or(() -> before.builds().stream()
                                            .map(this::dated)
                                            .findFirst())
                                    .stream()
                                    .toList(),
                            accepted.map(TaskBaseline::acceptances).orElse(List.of()))
                    .wasting(accepted.flatMap(TaskBaseline::waste));
        });
    }

    /** Return how the figures of the task are known. */
    Replay replay() {
        List<Departed> departures = departures();
        return new Replay(
                recording.map(known -> RecordingOrigin.of(known, recordings, accepted)),
                basis(),
                new InputErrors(runs.succeeded(), prices).byMetric(),
                departures,
                acceptedEstimate().isPresent() ? Movement.BASELINE : Movement.RECORDING,
                departures.isEmpty() ? Optional.empty() : new LowerBound(first(), this::recorded).ofTotal());
    }

    private BaselineBuild dated(BaselineBuild build) {
        return recording
                .flatMap(recordings::age)
                .map(age -> build.at(age.date()))
                .orElse(build);
    }

    /** Return the first run that each recorded run answered. */
    private List<Run> first() {
        return runs.replayed().stream()
                .filter(run -> run.replayed().filter(ReplayedRun::repeated).isEmpty())
                .toList();
    }

    private List<Departed> departures() {
        return runs.replayed().stream()
                .flatMap(run -> run.replayed().stream()
                        .flatMap(replayed -> replayed.departures().stream())
                        .map(departure -> new Departed(run.number(), departure)))
                .toList();
    }

    private UsageBasis basis() {
        List<UsageBasis> bases = runs.replayed().stream()
                .flatMap(run -> run.billedCalls().stream())
                .map(ModelCall::basis)
                .toList();
        return List.of(UsageBasis.NEEDS_LIVE, UsageBasis.REPORTED, UsageBasis.ESTIMATED, UsageBasis.COUNTED).stream()
                .filter(bases::contains)
                .findFirst()
                .orElse(UsageBasis.RECORDED);
    }

    private List<Run> recorded(List<Run> replaying) {
        return replaying.stream().flatMap(run -> recorded(run).stream()).toList();
    }

    /** Return the recorded run that answered {@code replaying}, as if it had been made when that was: prices change. */
    private Optional<Run> recorded(Run replaying) {
        int number = replaying.replayed().map(ReplayedRun::recorded).orElse(0);
        List<RecordedRun> known = recording.map(TaskRecording::runs).orElse(List.of());
        if (number < 1 || number > known.size()) {
            return Optional.empty();
        }
        List<ModelCall> calls = known.get(number - 1).calls().stream()
                .map(call -> call.toBuilder().started(replaying.started()).build())
                .toList();
        Run recorded = Run.builder(runs.task(), number, replaying.started())
                .calls(calls)
                .labels(replaying.labels())
                .build();
        return Optional.of(prices.map(recorded::priced).orElse(recorded));
    }
}
