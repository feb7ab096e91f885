package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs agents: before a model, which is recorded, or before a recording. */
final class Plays {

    /** An agent: asks, and notes what it is told. */
    @FunctionalInterface
    interface Agent {
        void work(Stage stage, List<String> answers);
    }

    private Plays() {}

    static Played record(ScriptedModel.Script model, Agent agent) {
        ScriptedModel scripted = new ScriptedModel(model);
        List<String> answers = new ArrayList<>();
        try (Stage stage = new Stage(scripted)) {
            agent.work(stage, answers);
            return new Played(answers, stage.calls(), scripted.recorded(), List.of());
        }
    }

    static Played replay(RecordedRun recording, Agent agent) {
        return replay(recording, agent, Slopes.TABLE);
    }

    static Played replay(RecordedRun recording, Agent agent, Slopes slopes) {
        ReplayedAnswers replayed = new ReplayedAnswers(run -> Optional.of(recording), slopes);
        List<String> answers = new ArrayList<>();
        try (Stage stage = new Stage(replayed)) {
            agent.work(stage, answers);
            return new Played(answers, stage.calls(), recording, replayed.departures(stage.run));
        }
    }
}
