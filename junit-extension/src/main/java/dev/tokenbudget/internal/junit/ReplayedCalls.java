package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.counting.ProviderCounting;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.usage.UsageBasis;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls that recordings answer: no connection is opened, unless providers are asked to count. */
final class ReplayedCalls implements SessionCalls {

    private final RecordedTasks tasks;
    private final ReplayedAnswers replayed;
    private final RecordedAnswers answers;
    private final Optional<ReplayedTexts> texts;
    private final boolean counts;

    ReplayedCalls(RecordedTasks tasks, SessionSettings settings) {
        this.tasks = tasks;
        this.counts = settings.settings().text(Setting.COUNT).equals("provider");
        Redaction redaction = settings.redaction();
        this.replayed = new ReplayedAnswers(
                tasks::answering,
                settings.slopes(),
                redaction,
                counts ? Optional.of(new ProviderCounting(new NetworkTransport())) : Optional.empty());
        this.answers = new RecordedAnswers(replayed);
        this.texts = settings.settings().isOn(Setting.SHOW_TEXT)
                ? Optional.of(new ReplayedTexts(settings.replays(), redaction))
                : Optional.empty();
    }

    @Override
    public AnswerSource answers() {
        return answers;
    }

    @Override
    public Run ended(RunInProgress run, Run ended) {
        ReplayedRun replay = tasks.describe(run, departures(run, ended));
        if (!replay.repeated()) {
            texts.ifPresent(kept -> keep(run, ended, replay.recorded(), kept));
        }
        answers.forget(run);
        return ended.toBuilder().replayed(replay).build();
    }

    /** Without its judge's answers a run may use what it did before, but whether it does its task is not known. */
    private List<Departure> departures(RunInProgress run, Run ended) {
        boolean isUngraded = ended.outcome() == Outcome.ABORTED && left(run).isEmpty();
        return Stream.concat(
                        replayed.departures(run).stream(),
                        isUngraded ? replayed.departuresOfJudge(run).stream() : Stream.empty())
                .toList();
    }

    /** What is answered as recorded asked what is recorded. */
    private void keep(RunInProgress run, Run ended, int recorded, ReplayedTexts kept) {
        if (ended.calls().stream().allMatch(call -> call.basis() == UsageBasis.RECORDED)) {
            tasks.answering(run).ifPresent(asked -> kept.addUnchanged(ended.task(), recorded, asked));
        } else {
            kept.addChanged(ended.task(), recorded, answers.take(run, ended));
        }
    }

    /** Who is not answered cannot do or grade the task: that is a gap in the recording, no fault of the agent. */
    @Override
    public Optional<String> departure(RunInProgress run) {
        return left(run)
                .or(() -> replayed.departuresOfJudge(run).stream().findFirst())
                .map(ReplayedCalls::inWords);
    }

    private Optional<Departure> left(RunInProgress run) {
        return replayed.departures(run).stream()
                .filter(departure -> departure.kind() == Kind.LEFT)
                .findFirst();
    }

    private static String inWords(Departure left) {
        return "This run has left its recording, so mvn verify judges it by what is known of it: " + left.because()
                + ".";
    }

    @Override
    public void finish() {
        texts.ifPresent(ReplayedTexts::write);
    }

    @Override
    public List<String> remarks() {
        return List.of("These runs were answered from recordings; no provider was called"
                + (counts ? " but to count changed prompts." : "."));
    }
}
