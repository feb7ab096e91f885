package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.statistics.SessionVariation;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a measurement as a whole.
 *
 * @param sentence what was measured and allowed, with the remedy
 * @param severity what it does to the build
 */
public record BuildProblem(String sentence, Severity severity) {

    private static final String MEASURE_AGAIN =
            " Find out why, and measure again: mvn verify. With -Dtokenbudget.append the"
                    + " runs that were made count as well.";

    static List<BuildProblem> of(
            List<JudgedTask> tasks,
            List<LooseCall> unattributed,
            List<IncompleteSession> incomplete,
            Policy policy,
            SessionVariation sessions) {
        List<BuildProblem> problems = new ArrayList<>();
        if (!unattributed.isEmpty()) {
            problems.add(failing(
                    Figures.count(unattributed.size(), "model call", "model calls")
                            + " could be charged to no run, because several runs were under way."
                            + " Give each test's agent the URL of its own ModelGateway parameter, or run these tests one at"
                            + " a time.",
                    policy));
        }
        incomplete.forEach(session -> problems.add(failing(session.sentence() + MEASURE_AGAIN, policy)));
        SuspectedRename.among(tasks.stream().map(JudgedTask::comparison).toList())
                .forEach(rename -> problems.add(new BuildProblem(rename.sentence(), Severity.WARNS)));
        SuiteJudge.problem(tasks, policy, sessions).ifPresent(sentence -> problems.add(failing(sentence, policy)));
        return problems;
    }

    /** Return a problem that fails the build, unless everything is judged for information alone. */
    static BuildProblem failing(String sentence, Policy policy) {
        return new BuildProblem(sentence, policy.onlyReports() ? Severity.WARNS : Severity.FAILS);
    }
}
