package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.counting.ProviderCounting;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers that were recorded in earlier runs: no connection is opened, unless prompts are to be counted. Safe to use from any thread. */
public final class ReplayedAnswers implements AnswerSource {

    private final Function<RunInProgress, Optional<RecordedRun>> recordings;
    private final Slopes slopes;
    private final Redaction redaction;
    private final Optional<ProviderCounting> counting;
    private final Map<RunInProgress, RunReplay> replays = new ConcurrentHashMap<>();
    private final Map<TaskId, RunReplay> newest = new ConcurrentHashMap<>();

    /**
     * Answer from recorded runs.
     *
     * @param recordings returns the recorded run that answers a run, or nothing where its task has none
     * @param slopes how many tokens models count for a text
     */
    public ReplayedAnswers(Function<RunInProgress, Optional<RecordedRun>> recordings, Slopes slopes) {
        this(recordings, slopes, Redaction.of(Map.of(), List.of()), Optional.empty());
    }

    /**
     * Answer from recorded runs.
     *
     * @param recordings returns the recorded run that answers a run, or nothing where its task has none
     * @param slopes how many tokens models count for a text
     * @param redaction takes out of requests what it took out of the recordings, so that both can be compared
     * @param counting counts the prompts of requests that have changed, where that is wanted; closed with this
     */
    public ReplayedAnswers(
            Function<RunInProgress, Optional<RecordedRun>> recordings,
            Slopes slopes,
            Redaction redaction,
            Optional<ProviderCounting> counting) {
        this.recordings = recordings;
        this.slopes = slopes;
        this.redaction = redaction;
        this.counting = counting;
    }

    @Override
    public Answering to(AskedCall call) {
        return call.run()
                .<Answering>map(run -> new ReplayedCall(replayOf(run), call, slopes, redaction, counting))
                .orElseGet(() -> new UnpaidCall(call));
    }

    /** Return where {@code run} asked for something that only a live run can know, in order. */
    public List<Departure> departures(RunInProgress run) {
        return replayOf(run).departures();
    }

    @Override
    public void close() {
        counting.ifPresent(ProviderCounting::close);
    }

    private RunReplay replayOf(RunInProgress run) {
        return replays.computeIfAbsent(run, begun -> {
            RunReplay replay = new RunReplay(recordings.apply(begun), Optional.ofNullable(newest.get(begun.task())));
            newest.put(begun.task(), replay);
            return replay;
        });
    }
}
