package dev.tokenbudget.suites.offline;

import java.util.List;

/** All that the model knows. */
final class Scripts {

    static final String NOTHING_TO_ADD = "I have nothing to add to what I said.\n";

    private Scripts() {}

    /** Return the scripts, the more particular before the more general. */
    static List<Script> all() {
        return List.of(
                SupportDeskScripts.summariser(),
                SupportDeskScripts.judge(),
                SprintPlanningScripts.developer(),
                SprintPlanningScripts.tester(),
                SprintPlanningScripts.planner(),
                SprintPlanningScripts.reviewer(),
                CodeReviewScript.script(),
                TestGenerationScript.script(),
                BugDiagnosisScript.script(),
                ApiDocumentationScript.script(),
                SupportDeskScripts.desk());
    }

    static Script forAnythingElse() {
        return Script.of("")
                .says(1, "I read your message and can answer it in general terms, because I have no script for it.")
                .says(0.6, "If there is a deadline or a rule that I should keep to, name it, and I will follow it.")
                .says(0.4, """
                        Three things usually help at this point: write down what is known, mark what is only assumed, and
                        choose the one question whose answer would change the most.""")
                .says(0.3, "I left out what I could not check. Ask for any of it, and I will look at it more closely.")
                .saysAtLength("", """
                        To say it at length: a short answer leaves it to the reader to fill the gaps, and everybody fills
                        them in another way. So I would go through the points one after the other, say for each what speaks
                        for it and what speaks against it, and only then come to a conclusion that can be argued with.""");
    }
}
