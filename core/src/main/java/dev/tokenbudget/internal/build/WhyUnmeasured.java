package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.settings.TestExecution;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why an annotated test class was not measured. */
sealed interface WhyUnmeasured {

    /** Stands in a sentence where the names of the classes go. */
    String THEY = "{they}";

    String NOT_RUN = "Annotated but not run: " + THEY + ". ";

    /** Return what happened and what to do, with {@link #THEY} for the classes. */
    String sentence();

    /** Whether somebody asked for it. */
    default boolean isIntended() {
        return false;
    }

    /** Whether it is known to be so also where other classes were measured. */
    default boolean isCertain() {
        return true;
    }

    static WhyUnmeasured of(String testClass, TestReports.Found found, TestSelection selection) {
        List<TestExecution> running = selection.of(testClass);
        Optional<TestExecution> outdated =
                running.stream().filter(OldPlugin::isOld).findFirst();
        Optional<String> leftOut = selection.leavesOutBy(testClass);
        if (found.ran()) {
            return new Ran(outdated.map(OldPlugin::words));
        }
        if (found.skipped().isPresent()) {
            return new Skipped(found.skipped().get());
        }
        if (leftOut.isPresent()) {
            return new LeftOut(leftOut.get());
        }
        if (outdated.isPresent()) {
            return new OldPlugin(outdated.get());
        }
        return running.isEmpty() && !selection.executions().isEmpty()
                ? new NotSelected(selection.executions())
                : new Silent(running);
    }

    /** The tests ran, but left no run log. */
    record Ran(Optional<String> outdated) implements WhyUnmeasured {
        @Override
        public String sentence() {
            return "Run but not measured: " + THEY + ". "
                    + outdated.orElse(
                            "TokenBudget measures tests of JUnit Jupiter that Surefire or Failsafe starts: see"
                                    + " that no other framework runs it, and that nothing gives its JVM a basedir or"
                                    + " tokenbudget.directory of its own.");
        }
    }

    /** All tests were skipped. */
    record Skipped(String reason) implements WhyUnmeasured {
        @Override
        public String sentence() {
            return "Skipped: " + THEY + (reason.isBlank() ? "" : " (" + reason.strip() + ")") + ".";
        }

        @Override
        public boolean isIntended() {
            return true;
        }
    }

    /** The POM names what does not run. */
    record LeftOut(String by) implements WhyUnmeasured {
        @Override
        public String sentence() {
            return by + " left out " + THEY + ".";
        }

        @Override
        public boolean isIntended() {
            return true;
        }
    }

    /** The plugin is too old to run JUnit 5's tests, or those of its newer versions. */
    record OldPlugin(TestExecution execution) implements WhyUnmeasured {

        private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(\\.0-M\\d+)?.*");
        private static final int FIRST_WITH_JUNIT_5 = 22;

        static boolean isOld(TestExecution execution) {
            Matcher version = VERSION.matcher(execution.version());
            return version.matches() && (Integer.parseInt(version.group(1)) < 3 || version.group(3) != null);
        }

        static String words(TestExecution execution) {
            Matcher version = VERSION.matcher(execution.version());
            boolean knowsJUnit5 = version.matches()
                    && (Integer.parseInt(version.group(1)) > 2
                            || Integer.parseInt(version.group(2)) >= FIRST_WITH_JUNIT_5);
            return execution.plugin() + " " + execution.version()
                    + (knowsJUnit5
                            ? " bundles its own JUnit launcher, which does not work with newer versions of JUnit 5"
                            : " does not run JUnit 5 tests")
                    + ": use 3.0.0 or newer.";
        }

        @Override
        public String sentence() {
            return NOT_RUN + words(execution);
        }
    }

    /** The name of the class fits no pattern. */
    record NotSelected(List<TestExecution> executions) implements WhyUnmeasured {
        @Override
        public String sentence() {
            String patterns = executions.stream()
                    .map(execution ->
                            execution.plugin() + " (" + String.join(", ", execution.effectiveIncludes()) + ")")
                    .distinct()
                    .collect(Collectors.joining(" and "));
            return NOT_RUN + "Such a name fits no pattern of " + patterns
                    + ". Rename the class, or name it in the plugin's <includes>.";
        }
    }

    /** The plugin should have run the class and does not mention it. */
    record Silent(List<TestExecution> executions) implements WhyUnmeasured {
        @Override
        public String sentence() {
            String plugins = executions.stream()
                    .map(execution -> execution.plugin() + " " + execution.version())
                    .distinct()
                    .collect(Collectors.joining(" and "));
            return NOT_RUN
                    + (plugins.isEmpty() ? "" : plugins + " selects such a name, and reports no test of it. ")
                    + "See that tests run before check, that the JUnit Jupiter engine is on their class path, and that no"
                    + " other test framework takes its place.";
        }

        @Override
        public boolean isCertain() {
            return false;
        }
    }
}
