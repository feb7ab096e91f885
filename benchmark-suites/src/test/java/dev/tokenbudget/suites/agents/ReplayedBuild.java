package dev.tokenbudget.suites.agents;

import dev.tokenbudget.internal.baseline.Baseline;
import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.composition.ModelSlopes;
import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Traffic;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.suites.offline.OfflineModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A build of one task that is answered from what was recorded of the task before.
 *
 * @param recording what was recorded
 * @param baseline what the recorded runs used, accepted
 */
record ReplayedBuild(ExampleTasks task, TaskRecording recording, Baseline baseline) {

    /** Record {@code task} as it is now. */
    static ReplayedBuild recording(ExampleTasks task, Path folder) {
        List<RecordedRun> recorded = new ArrayList<>();
        RecordedAnswers answers = new RecordedAnswers(new NetworkTransport());
        try (OfflineModel model = OfflineModel.start();
                Gateway gateway = Gateway.start(JudgedBuild.upstreams(model), Traffic.USUAL, answers)) {
            Baseline baseline = JudgedBuild.accepted(JudgedBuild.measured(folder, number -> {
                RunInProgress run = new RunInProgress(task.id(), number, Instant.now(), late -> {});
                RunRoute route = gateway.open(run);
                task.doneOnce(route.baseUrl("anthropic"), route.baseUrl("openai"));
                Run ended = JudgedBuild.ended(run, Outcome.SUCCEEDED);
                recorded.add(new RecordedRun(answers.take(run, ended).exchanges()));
                return ended;
            }));
            return new ReplayedBuild(task, new TaskRecording(task.id(), Optional.empty(), recorded), baseline);
        }
    }

    /** Return the task with the recording and the baseline that are committed. */
    static ReplayedBuild committed(ExampleTasks task) {
        return new ReplayedBuild(
                task,
                RecordingFolder.beside(JudgedBuild.BASELINES).read(task.id()).orElseThrow(),
                new BaselineFolder(JudgedBuild.BASELINES).read());
    }

    /** Replay the task as it is now, and judge it by the rules of the module's POM. */
    Comparison judged(Path folder) {
        Recordings recordings = Recordings.of(List.of(recording), Map.of());
        ReplayedAnswers answers = new ReplayedAnswers(
                run -> Optional.of(recording.runs().get(run.number() - 1)),
                Slopes.learntFrom(List.of(recording), ModelSlopes.TABLE));
        try (Gateway gateway = Gateway.start(Upstreams.publicDefaults(), Traffic.USUAL, answers)) {
            return JudgedBuild.judged(
                    JudgedBuild.measured(folder, recording.runs().size(), number -> replayed(number, gateway, answers)),
                    baseline,
                    recordings);
        }
    }

    private Run replayed(int number, Gateway gateway, ReplayedAnswers answers) {
        RunInProgress run = new RunInProgress(task.id(), number, Instant.now(), late -> {});
        RunRoute route = gateway.open(run);
        Outcome outcome = outcome(route, run, answers);
        return JudgedBuild.ended(run, outcome).toBuilder()
                .replayed(new ReplayedRun(number, false, answers.departures(run)))
                .build();
    }

    /** As the session does: an agent whose call nothing answers cannot do its task, and its test is aborted. */
    private Outcome outcome(RunRoute route, RunInProgress run, ReplayedAnswers answers) {
        try {
            task.doneOnce(route.baseUrl("anthropic"), route.baseUrl("openai"));
        } catch (RuntimeException e) {
            if (!hasLeft(run, answers)) {
                throw e;
            }
        }
        return hasLeft(run, answers) ? Outcome.ABORTED : Outcome.SUCCEEDED;
    }

    private static boolean hasLeft(RunInProgress run, ReplayedAnswers answers) {
        return answers.departures(run).stream().map(Departure::kind).anyMatch(kind -> kind == Kind.LEFT);
    }
}
