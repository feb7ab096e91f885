package dev.tokenbudget.suites.agents;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A change for the worse that {@code -Dsuite.regression=<name>} plants in one of the example agents, as it might come with
 * an ordinary commit: to see a build fail, and what its report says.
 */
public enum Regression {

    /** The code reviewer's system prompt takes in the team's whole guide, see {@link CodeReviewAgent}. */
    LONGER_SYSTEM_PROMPT,

    /** The documentation writer is offered three tools that it never uses, see {@link ApiDocumentationAgent}. */
    THREE_MORE_TOOLS,

    /** The bug finder sends back all that its tools ever told it, see {@link BugDiagnosisAgent}. */
    HISTORY_NEVER_TRIMMED,

    /** The sprint planners go round once more although the tester is content, see {@link SprintPlanningAgent}. */
    ONE_MORE_LOOP,

    /** The test writer is asked for explanations that nobody reads, see {@link TestGenerationAgent}. */
    VERBOSE_ANSWERS,

    /** The documentation writer is told the time before all else, so that no prompt is in the cache, see {@link ApiDocumentationAgent}. */
    TIMESTAMP_IN_PROMPT,

    /** The bug finder asks again because of a heading that its answers never have, see {@link BugDiagnosisAgent}. */
    RETRIES,

    /** The code reviewer is shown who last changed each line of a file, see {@link CodeReviewAgent}. */
    LARGER_TOOL_RESULTS,

    /** The bug finder is shown each line of a file with the file's path and its number, see {@link BugDiagnosisAgent}. */
    NUMBERED_LINES,

    /** The test writer asks a larger model, see {@link TestGenerationAgent}. */
    PRICIER_MODEL,

    /** A fourth role goes over the sprint plan when it is finished, see {@link SprintPlanningAgent}. */
    ADDED_REVIEWER,

    /** The descriptions of the bug finder's tools are rewritten at length, see {@link BugDiagnosisAgent}. */
    TOOL_DESCRIPTIONS_REWRITTEN,

    /** The test writer's system prompt takes in examples of good tests, see {@link TestGenerationAgent}. */
    FEW_SHOT_EXAMPLES,

    /** The support desk's replies are asked for by a schema that says again what its prompt says, see {@link SupportDeskAgent}. */
    RESPONSE_SCHEMA,

    /** The support desk gets eight articles with each question in place of three, see {@link SupportDeskAgent}. */
    RETRIEVAL_TOP_K,

    /** The support desk sends all turns of the chat in place of a summary, see {@link SupportDeskAgent}. */
    SUMMARISER_REMOVED,

    /** A second judge reads the support desk's chat and what the first one said, see {@link SupportDeskAgent}. */
    SECOND_OPINION,

    /** The bug finder's model is told to think hard, see {@link BugDiagnosisAgent}. */
    HIGHER_EFFORT;

    private static final String SETTING = "suite.regression";

    /**
     * Return whether this regression was asked for.
     *
     * @throws IllegalArgumentException if the setting names no regression
     */
    boolean isPlanted() {
        String setting = System.getProperty(SETTING, "");
        return !setting.isBlank() && named(setting) == this;
    }

    private static Regression named(String name) {
        return Arrays.stream(values())
                .filter(regression -> regression.settingValue().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        SETTING + " is \"" + name + "\", but must be one of " + allowed() + "."));
    }

    /** {@return the name that {@code suite.regression} takes, such as {@code longer-system-prompt}} */
    public String settingValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String allowed() {
        return Arrays.stream(values()).map(Regression::settingValue).collect(Collectors.joining(", "));
    }
}
