package dev.tokenbudget.internal.settings;

import java.util.List;
import java.util.Optional;

/**
 * An execution of Surefire or Failsafe in a module's build, and the test classes that it selects by their names.
 *
 * @param plugin such as {@code maven-surefire-plugin}
 * @param version the plugin's version
 * @param id the execution's id
 * @param includes patterns of the POM; empty where the plugin's own hold
 * @param excludes patterns of the POM
 * @param isSkipped whether the POM says that it is skipped
 */
public record TestExecution(
        String plugin, String version, String id, List<String> includes, List<String> excludes, boolean isSkipped) {

    /** The name of the plugin that runs integration tests. */
    public static final String FAILSAFE = "maven-failsafe-plugin";

    private static final List<String> OF_SUREFIRE =
            List.of("**/Test*.java", "**/*Test.java", "**/*Tests.java", "**/*TestCase.java");
    private static final List<String> OF_FAILSAFE = List.of("**/IT*.java", "**/*IT.java", "**/*ITCase.java");

    public TestExecution {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** Return a name unique in the module, which the tests get in {@link Setting#EXECUTION}. */
    public String name() {
        return name(plugin, id);
    }

    /** Return the name of the execution {@code id} of {@code plugin}. */
    public static String name(String plugin, String id) {
        return plugin + ":" + id;
    }

    /**
     * Return what is appended to the names of the tasks of {@code testClass} in the execution {@code name}, so that they are not
     * mixed with those of an earlier execution that runs the same class: nothing where no other does.
     *
     * @param executions all executions of the module, in the order in which they stand in the POM
     * @param name the execution's {@linkplain #name() name}, or one that its POM gives it
     * @param testClass a top-level class
     */
    public static Optional<String> label(List<TestExecution> executions, String name, String testClass) {
        boolean given = !name.contains(":");
        if (given) {
            return Optional.of(name).filter(text -> !text.isBlank());
        }
        List<TestExecution> earlier = executions.stream()
                .takeWhile(execution -> !execution.name().equals(name))
                .toList();
        boolean isKnown = earlier.size() < executions.size();
        return isKnown && earlier.stream().anyMatch(execution -> execution.selects(testClass))
                ? Optional.of(executions.get(earlier.size()).id())
                : Optional.empty();
    }

    /** Return the patterns by which classes are included: the POM's, or else the plugin's own. */
    public List<String> effectiveIncludes() {
        if (!includes.isEmpty()) {
            return includes;
        }
        return plugin.equals(FAILSAFE) ? OF_FAILSAFE : OF_SUREFIRE;
    }

    /** Whether tests of the top-level class {@code testClass}, a full name, are run. */
    public boolean selects(String testClass) {
        return NamePatterns.match(effectiveIncludes(), testClass) && !NamePatterns.match(excludes, testClass);
    }

    /** Return what in the POM keeps {@code testClass} from running, as it would be written there; nothing where it runs. */
    public Optional<String> leavesOutBy(String testClass) {
        if (NamePatterns.match(excludes, testClass)) {
            return Optional.of("<excludes> of " + plugin);
        }
        boolean byIncludes = !includes.isEmpty() && !NamePatterns.match(includes, testClass);
        return byIncludes ? Optional.of("<includes> of " + plugin) : Optional.empty();
    }
}
