package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.text.ForeignText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that accepts a measurement, ready to paste but for the reason, which the user fills in. */
public final class AcceptCommand {

    private static final String GOAL = "mvn tokenbudget:accept";
    private static final String REASON = " -Dtokenbudget.reason=\"" + Remedy.PLACEHOLDER + "\"";

    /** What bash, cmd or PowerShell read as more than text between double quotes, and what separates names. */
    private static final Pattern NO_TEXT = Pattern.compile("[\"$`\\\\!%,\\p{Cntrl}\\uFFFD]");

    /** More names are no help: without any, those tasks are accepted whose verdict asks for it. */
    private static final int MOST_NAMES = 10;

    /** Accepts every task whose verdict asks for it. */
    public static final String WHERE_ASKED = GOAL + REASON;

    /** Accepts every task that ran, whatever its verdict is. */
    public static final String ALL = GOAL + " -Dtokenbudget.all" + REASON;

    /** Adds the runs of every task that ran to its baseline. */
    public static final String ADDING = GOAL + " -Dtokenbudget.add" + REASON;

    private AcceptCommand() {}

    /** Return the command that accepts {@code tasks}, at least one. */
    public static String naming(List<TaskId> tasks) {
        return tasks.size() > MOST_NAMES ? WHERE_ASKED : GOAL + chosen(tasks) + REASON;
    }

    /** Return the command that adds the runs of {@code tasks}, at least one, to their baselines. */
    public static String adding(List<TaskId> tasks) {
        return tasks.size() > MOST_NAMES ? ADDING : GOAL + " -Dtokenbudget.add" + chosen(tasks) + REASON;
    }

    private static String chosen(List<TaskId> tasks) {
        return tasks.stream()
                .map(AcceptCommand::name)
                .distinct()
                .collect(Collectors.joining(",", " -Dtokenbudget.task=\"", "\""));
    }

    /** Any one character stands in a pattern where a shell would not pass on that of the name. */
    private static String name(TaskId task) {
        return NO_TEXT.matcher(ForeignText.lines(task.in("").shortName())).replaceAll("?");
    }
}
