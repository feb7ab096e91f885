package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.settings.TestExecution;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why annotated test classes were not measured.
 *
 * @param kind what became of them
 * @param sentence what happened and what to do, with {@link #THEY} in place of the classes' names
 */
record WhyUnmeasured(Kind kind, String sentence) {

    static final String THEY = "{they}";

    private static final String NOT_RUN = "Annotated but not run: " + THEY + ". ";
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(\\.0-M\\d+)?.*");
    private static final int FIRST_WITH_JUNIT_5 = 22;

    enum Kind {
        /** The tests ran, but left no run log. */
        RAN,
        /** The POM leaves the tests out, or all of them were skipped. */
        INTENDED,
        /** The tests cannot run as the POM is. */
        NOT_RUN,
        /** The tests should have run, but no report mentions them. */
        UNREPORTED
    }

    static WhyUnmeasured of(String testClass, TestReports.Found found, TestSelection selection) {
        List<TestExecution> running = selection.of(testClass);
        Optional<String> outdated = running.stream()
                .flatMap(execution -> outdated(execution).stream())
                .findFirst();
        Optional<String> leftOut = selection.leavesOutBy(testClass);
        if (found.ran()) {
            return new WhyUnmeasured(
                    Kind.RAN,
                    "Run but not measured: " + THEY + ". "
                            + outdated.orElse(
                                    "TokenBudget measures tests of JUnit Jupiter that Surefire or Failsafe starts:"
                                            + " see that no other framework runs it, and that nothing gives its JVM a basedir or"
                                            + " tokenbudget.directory of its own."));
        }
        if (found.skipped().isPresent()) {
            String reason = found.skipped().get().strip();
            return new WhyUnmeasured(
                    Kind.INTENDED, "Skipped: " + THEY + (reason.isEmpty() ? "" : " (" + reason + ")") + ".");
        }
        if (leftOut.isPresent()) {
            return new WhyUnmeasured(Kind.INTENDED, leftOut.get() + " left out " + THEY + ".");
        }
        if (outdated.isPresent()) {
            return new WhyUnmeasured(Kind.NOT_RUN, NOT_RUN + outdated.get());
        }
        return running.isEmpty() && !selection.executions().isEmpty()
                ? notSelected(selection.executions())
                : unreported(running);
    }

    /** Return why the plugin is too old to run JUnit 5 tests, or those of its newer versions. */
    private static Optional<String> outdated(TestExecution execution) {
        Matcher version = VERSION.matcher(execution.version());
        if (!version.matches() || Integer.parseInt(version.group(1)) >= 3 && version.group(3) == null) {
            return Optional.empty();
        }
        boolean knowsJUnit5 =
                Integer.parseInt(version.group(1)) > 2 || Integer.parseInt(version.group(2)) >= FIRST_WITH_JUNIT_5;
        return Optional.of(execution.plugin() + " " + execution.version()
                + (knowsJUnit5
                        ? " bundles its own JUnit launcher, which does not work with newer versions of JUnit 5"
                        : " does not run JUnit 5 tests")
                + ": use 3.0.0 or newer.");
    }

    private static WhyUnmeasured notSelected(List<TestExecution> executions) {
        String patterns = each(
                executions,
                execution -> execution.plugin() + " (" + String.join(", ", execution.effectiveIncludes()) + ")");
        return new WhyUnmeasured(
                Kind.NOT_RUN,
                NOT_RUN + "Such a name fits no pattern of " + patterns
                        + ". Rename the class, or name it in the plugin's <includes>.");
    }

    private static WhyUnmeasured unreported(List<TestExecution> running) {
        String plugins = each(running, execution -> execution.plugin() + " " + execution.version());
        return new WhyUnmeasured(
                Kind.UNREPORTED,
                NOT_RUN
                        + (plugins.isEmpty() ? "" : plugins + " selects such a name, and reports no test of it. ")
                        + "See that tests run before check, that the JUnit Jupiter engine is on their class path, and that no"
                        + " other test framework takes its place.");
    }

    private static String each(List<TestExecution> executions, Function<TestExecution, String> words) {
        return executions.stream().map(words).distinct().collect(Collectors.joining(" and "));
    }
}
