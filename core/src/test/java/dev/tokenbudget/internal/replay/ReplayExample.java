package dev.tokenbudget.internal.replay;

import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Recordings, and runs that replay them, with chosen numbers. */
public final class ReplayExample {

    /** The commit that was recorded; the baselines of {@code RunExample} are of another. */
    public static final String COMMIT = "9f8e7d6c5b4a39281706f5e4d3c2b1a0ffeeddcc";

    public static final CommitAge AGE = new CommitAge(Instant.parse("2026-11-20T23:59:59Z"), OptionalInt.of(12));

    private ReplayExample() {}

    /** Return the recording of a task, a run of one call for each of {@code totals}. */
    public static TaskRecording recording(TaskId task, long... totals) {
        return recording(
                task,
                Arrays.stream(totals)
                        .mapToObj(total -> recorded(RunExample.call(total).build()))
                        .toList());
    }

    public static TaskRecording recording(TaskId task, List<RecordedRun> runs) {
        return new TaskRecording(task, Optional.of(COMMIT), runs);
    }

    /** Return a recorded run of {@code calls}, without what a recording does not keep. */
    public static RecordedRun recorded(ModelCall... calls) {
        return new RecordedRun(Arrays.stream(calls)
                .map(call -> call.toBuilder().started(Instant.EPOCH).build())
                .map(call -> new Exchange(
                        call.provider(),
                        call.agent(),
                        "POST",
                        "/v1/messages",
                        new Body.None(),
                        200,
                        Map.of(),
                        new Body.None(),
                        List.of(call)))
                .toList());
    }

    public static Recordings recordings(TaskRecording... recordings) {
        return Recordings.of(List.of(recordings), Map.of(COMMIT, AGE));
    }

    /** Return succeeded runs of one call each, which replay the recorded runs in order, and whose input may be off by {@code error}. */
    public static List<Run> replays(TaskId task, long error, long... totals) {
        return IntStream.range(0, totals.length)
                .mapToObj(i -> replay(task, i + 1, estimated(totals[i], error).build()))
                .toList();
    }

    /** Return a call whose input is estimated, or as it was recorded where {@code error} is 0. */
    public static ModelCall.Builder estimated(long total, long error) {
        return RunExample.call(total).basis(error == 0 ? UsageBasis.RECORDED : UsageBasis.ESTIMATED, error);
    }

    /** Return run {@code number}, which the recorded run of the same number answered. */
    public static Run replay(TaskId task, int number, ModelCall... calls) {
        return replay(task, number, number, false, calls);
    }

    public static Run replay(TaskId task, int number, int recorded, boolean repeated, ModelCall... calls) {
        return RunExample.run(task, number, calls).toBuilder()
                .replayed(new ReplayedRun(recorded, repeated, List.of()))
                .build();
    }

    /** Return a run that asked for something that its recording does not know. */
    public static Run departed(TaskId task, int number, List<ModelCall> calls, Departure... departures) {
        return RunExample.run(task, number, Outcome.ABORTED, Run.Terms.NONE, calls).toBuilder()
                .replayed(new ReplayedRun(number, false, List.of(departures)))
                .build();
    }
}
