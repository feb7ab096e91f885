package dev.tokenbudget.internal.maven;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds out whether a build leaves out tests, so that tasks which do not run are not called missing.
 *
 * <p>What the POM includes and excludes by name is no matter here: {@link TestExecutions} tells which tasks that problems.
 *
 * <p>Paid tests are often kept apart by their tag: Surefire excludes {@code token-budget}, and Failsafe runs nothing else.
 * Together they run everything, so neither counts as a filter.
 */
final class TestFilter {

    private static final String PLUGINS = "org.apache.maven.plugins:";
    private static final List<String> TEST_PLUGINS = List.of("maven-surefire-plugin", "maven-failsafe-plugin");
    private static final List<String> SKIPPING =
            List.of("maven.test.skip", "maven.test.skip.exec", "skipTests", "skipITs");
    private static final List<String> CHOOSING = List.of(
            "test",
            "it.test",
            "groups",
            "excludedGroups",
            "surefire.includes",
            "surefire.includesFile",
            "surefire.excludes",
            "surefire.excludesFile",
            "surefire.includeJUnit5Engines",
            "surefire.excludeJUnit5Engines",
            "surefire.suiteXmlFiles",
            "failsafe.includes",
            "failsafe.includesFile",
            "failsafe.excludes",
            "failsafe.excludesFile",
            "failsafe.includeJUnit5Engines",
            "failsafe.excludeJUnit5Engines",
            "failsafe.suiteXmlFiles");
    private static final String PAID = "token-budget";

    private final Properties commandLine;
    private final MavenProject project;

    TestFilter(Properties commandLine, MavenProject project) {
        this.commandLine = commandLine;
        this.project = project;
    }

    /** Return the option that leaves out tests, as it would be written; nothing where all tests run. */
    Optional<String> active() {
        return Stream.concat(SKIPPING.stream(), CHOOSING.stream())
                .flatMap(name -> property(name)
                        .filter(value -> !SKIPPING.contains(name) || value.equals("true"))
                        .filter(value -> !(name.equals("groups") && value.equals(PAID)))
                        .map(value -> value.equals("true") ? "-D" + name : "-D" + name + "=" + value)
                        .stream())
                .findFirst()
                .or(() -> TEST_PLUGINS.stream()
                        .flatMap(plugin -> configured(plugin).stream())
                        .findFirst());
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(
                        commandLine.getProperty(name, project.getProperties().getProperty(name)))
                .filter(value -> !value.isBlank());
    }

    private Optional<String> configured(String plugin) {
        return configurations(plugin)
                .flatMap(configuration -> Stream.of("skip", "skipTests", "skipITs", "excludedGroups", "groups", "test")
                        .flatMap(name -> configured(plugin, configuration, name).stream()))
                .findFirst();
    }

    private Optional<String> configured(String plugin, Xpp3Dom configuration, String name) {
        return value(configuration, name)
                .filter(value -> switch (name) {
                    case "groups" -> !value.equals(PAID);
                    case "test" -> true;
                    case "excludedGroups" -> !(value.equals(PAID) && paidTestsRunElsewhere(plugin));
                    default -> value.equals("true");
                })
                .map(value -> "<" + name + ">" + value + "</" + name + "> of " + plugin);
    }

    private boolean paidTestsRunElsewhere(String plugin) {
        return TEST_PLUGINS.stream()
                .filter(other -> !other.equals(plugin))
                .flatMap(this::configurations)
                .anyMatch(configuration ->
                        value(configuration, "groups").filter(PAID::equals).isPresent());
    }

    /** Return the configurations of the plugin and of its executions. */
    private Stream<Xpp3Dom> configurations(String plugin) {
        Plugin declaration = project.getPlugin(PLUGINS + plugin);
        if (declaration == null) {
            return Stream.of();
        }
        return Stream.concat(Stream.of(declaration), declaration.getExecutions().stream())
                .map(ConfigurationContainer::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast);
    }

    private static Optional<String> value(Xpp3Dom configuration, String name) {
        return Optional.ofNullable(configuration.getChild(name))
                .map(Xpp3Dom::getValue)
                .filter(value -> !value.isBlank() && !value.startsWith("${"));
    }
}
