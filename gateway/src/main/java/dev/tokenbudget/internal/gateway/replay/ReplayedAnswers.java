package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.counting.ProviderCounting;
import dev.tokenbudget.internal.recording.RunAccount;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
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
    private final Map<RunAccount, RunReplay> replays = new ConcurrentHashMap<>();
    private final Map<Replayed, RunReplay> newest = new ConcurrentHashMap<>();

    /** An agent and its judge are answered apart: neither gets an answer of the other. */
    private record Replayed(TaskId task, ModelCall.Role role) {}

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
                .<Answering>map(
                        run -> new ReplayedCall(replayOf(run.as(call.role())), call, slopes, redaction, counting))
                .orElseGet(() -> new UnpaidCall(call));
    }

    /** Return where the agent of {@code run} asked for something that only a live run can know, in order. */
    public List<Departure> departures(RunInProgress run) {
        return replayOf(run.as(ModelCall.Role.AGENT)).departures();
    }

    /** Return what the judge of {@code run} asked that no recorded answer belongs to, in order. */
    public List<Departure> departuresOfJudge(RunInProgress run) {
        return replayOf(run.judge()).departures().stream()
                .filter(departure -> departure.kind() == Kind.LEFT)
                .toList();
    }

    @Override
    public void close() {
        counting.ifPresent(ProviderCounting::close);
    }

    private RunReplay replayOf(RunAccount account) {
        return replays.computeIfAbsent(account, begun -> {
            Replayed replayed = new Replayed(begun.whole().task(), begun.role());
            RunReplay replay = new RunReplay(
                    recordings.apply(begun.whole()).map(recorded -> recorded.of(begun.role())),
                    Optional.ofNullable(newest.get(replayed)));
            newest.put(replayed, replay);
            return replay;
        });
    }
}
