package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.output.langsmith.LangSmithExperiments;
import dev.tokenbudget.internal.history.store.History;
import java.util.List;

/** Builds as experiments of LangSmith. A build is remembered as soon as LangSmith has it. */
record Experiments(LangSmithExperiments langSmith, Time time) implements Output {

    @Override
    public List<String> send(History history) {
        String destination = "experiments " + langSmith.url();
        List<String> builds = history.runs().buildsNotSent(time.recently(), destination);
        for (String build : builds) {
            langSmith.send(build, history.runs().ofBuild(build));
            history.runs().markSent(destination, List.of(build), time.now());
        }
        return List.of("Sent " + builds.size() + " builds as experiments to " + langSmith.url() + ".");
    }
}
