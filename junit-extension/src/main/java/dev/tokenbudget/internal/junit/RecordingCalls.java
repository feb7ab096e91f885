package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.RecordedAnswers;
import dev.tokenbudget.internal.gateway.answers.RecordedTalk;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import java.util.List;

/** Calls that providers answer, while what is said is kept: the first successful runs of each task. */
final class RecordingCalls implements SessionCalls {

    private final RecordedAnswers answers = new RecordedAnswers(new NetworkTransport());
    private final RecordingsOfSession recordings;

    RecordingCalls(RecordingsOfSession recordings) {
        this.recordings = recordings;
    }

    @Override
    public AnswerSource answers() {
        return answers;
    }

    @Override
    public Run ended(RunInProgress run, Run ended) {
        if (ended.outcome() != Outcome.SUCCEEDED
                || ended.unmeasurableBecause().isPresent()
                || recordings.isComplete(run.task())) {
            answers.forget(run);
            return ended;
        }
        RecordedTalk talk = answers.take(run, ended);
        if (talk.obstacles().isEmpty()) {
            recordings.add(run.task(), run.number(), new RecordedRun(talk.exchanges()));
        } else {
            recordings.leaveOut(run.task(), talk.obstacles());
        }
        return ended;
    }

    @Override
    public List<String> remarks() {
        return recordings.remarks();
    }
}
