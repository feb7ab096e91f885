package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.counting.ProviderCounting;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.Redaction;
import dev.tokenbudget.internal.run.ReplayedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.settings.Setting;
import java.util.List;
import java.util.Optional;

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
        ReplayedRun replay = tasks.describe(run, replayed.departures(run));
        if (replay.repeated()) {
            answers.forget(run);
        } else {
            texts.ifPresent(kept -> kept.add(ended.task(), replay.recorded(), answers.take(run, ended)));
        }
        return ended.toBuilder().replayed(replay).build();
    }

    /** An agent whose call was not answered cannot do its task: that is a gap in the recording, no fault of the agent. */
    @Override
    public Optional<String> departure(RunInProgress run) {
        return replayed.departures(run).stream()
                .filter(departure -> departure.kind() == Kind.LEFT)
                .findFirst()
                .map(ReplayedCalls::inWords);
    }

    private static String inWords(Departure left) {
        return "This run has left its recording, so mvn verify judges it by what is known of it: " + left.because()
                + ".";
    }

    @Override
    public List<String> remarks() {
        return List.of("These runs were answered from recordings; no provider was called"
                + (counts ? " but to count changed prompts." : "."));
    }
}
