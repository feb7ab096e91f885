package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.replay.ReplayedAnswers;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.internal.run.ReplayedRun.Kind;
import dev.tokenbudget.internal.run.Run;
import java.util.List;
import java.util.Optional;

/** Calls that recordings answer: no connection is opened. */
final class ReplayedCalls implements SessionCalls {

    private final RecordedTasks tasks;
    private final ReplayedAnswers answers;

    ReplayedCalls(RecordedTasks tasks) {
        this.tasks = tasks;
        this.answers = new ReplayedAnswers(tasks::answering, Slopes.TABLE);
    }

    @Override
    public AnswerSource answers() {
        return answers;
    }

    @Override
    public Run ended(RunInProgress run, Run ended) {
        return ended.toBuilder()
                .replayed(tasks.describe(run, answers.departures(run)))
                .build();
    }

    /** An agent whose call was not answered cannot do its task: that is a gap in the recording, no fault of the agent. */
    @Override
    public Optional<String> departure(RunInProgress run) {
        return answers.departures(run).stream()
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
        return List.of("These runs were answered from recordings; no provider was called.");
    }
}
