package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.TestExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What a module's POM says to Surefire and Failsafe: which executions run tests, and of which classes.
 *
 * @param project the module
 */
record TestExecutions(MavenProject project) {

    /** What the ids begin with that Maven gives to executions without one: default-test, default. */
    private static final String ID_OF_MAVEN = "default";

    private static final String PLUGINS = "org.apache.maven.plugins:";
    private static final List<String> TEST_PLUGINS = List.of("maven-surefire-plugin", TestExecution.FAILSAFE);
    private static final List<String> RUNNING_TESTS = List.of("test", "integration-test");

    /** Return the executions that run tests, those without an id first. */
    List<TestExecution> all() throws MojoExecutionException {
        List<TestExecution> all = new ArrayList<>();
        for (String name : TEST_PLUGINS) {
            Plugin plugin = project.getPlugin(PLUGINS + name);
            if (plugin != null) {
                for (PluginExecution execution : plugin.getExecutions()) {
                    if (runsTests(execution)) {
                        all.add(new TestExecution(
                                name,
                                Objects.requireNonNullElse(plugin.getVersion(), "of unknown version"),
                                execution.getId(),
                                patterns(plugin, execution, "include"),
                                patterns(plugin, execution, "exclude"),
                                isSkipped(plugin, execution)));
                    }
                }
            }
        }
        all.sort(Comparator.comparing(execution -> !execution.id().startsWith(ID_OF_MAVEN)));
        return all;
    }

    /** Return the folders that test reports are written to. */
    List<Path> reports() {
        Path target = Path.of(project.getBuild().getDirectory());
        Stream<Path> configured = TEST_PLUGINS.stream()
                .map(name -> project.getPlugin(PLUGINS + name))
                .filter(Objects::nonNull)
                .flatMap(plugin -> plugin.getExecutions().stream()
                        .flatMap(execution -> configured(plugin, execution, "reportsDirectory").stream()))
                .map(Xpp3Dom::getValue)
                .filter(value -> value != null && !value.contains("${"))
                .map(value -> project.getBasedir().toPath().resolve(value));
        return Stream.concat(
                        Stream.of(target.resolve("surefire-reports"), target.resolve("failsafe-reports")), configured)
                .distinct()
                .toList();
    }

    private static boolean runsTests(PluginExecution execution) {
        return execution.getGoals().stream().anyMatch(RUNNING_TESTS::contains) && !"none".equals(execution.getPhase());
    }

    private static boolean isSkipped(Plugin plugin, PluginExecution execution) {
        return Stream.of("skip", "skipTests", "skipITs")
                .flatMap(name -> configured(plugin, execution, name).stream())
                .anyMatch(value -> "true".equals(value.getValue()));
    }

    /**
     * Let the tests of an execution know which one it is.
     *
     * @param execution what is about to run; one of another plugin is left alone
     */
    static void tellTests(MojoExecution execution) {
        if (!TEST_PLUGINS.contains(execution.getArtifactId())
                || !RUNNING_TESTS.contains(execution.getGoal())
                || execution.getConfiguration() == null) {
            return;
        }
        Xpp3Dom properties = child(execution.getConfiguration(), "systemPropertyVariables");
        if (properties.getChild(Setting.EXECUTION.key()) == null) {
            child(properties, Setting.EXECUTION.key())
                    .setValue(TestExecution.name(execution.getArtifactId(), execution.getExecutionId()));
        }
    }

    private static Xpp3Dom child(Xpp3Dom parent, String name) {
        if (parent.getChild(name) == null) {
            parent.addChild(new Xpp3Dom(name));
        }
        return parent.getChild(name);
    }

    /** Return the patterns of {@code <includes>} and {@code <includesFile>}, or of their counterparts. */
    private List<String> patterns(Plugin plugin, PluginExecution execution, String kind) throws MojoExecutionException {
        List<String> patterns = new ArrayList<>();
        configured(plugin, execution, kind + "s")
                .ifPresent(list -> Stream.of(list.getChildren())
                        .map(Xpp3Dom::getValue)
                        .filter(Objects::nonNull)
                        .forEach(patterns::add));
        Optional<String> file = configured(plugin, execution, kind + "sFile").map(Xpp3Dom::getValue);
        if (file.isPresent()) {
            patterns.addAll(lines(project.getBasedir().toPath().resolve(file.get())));
        }
        // a placeholder that was not replaced says nothing of what is left out
        patterns.replaceAll(pattern -> pattern.contains("${") ? kind.equals("include") ? "**" : "" : pattern);
        return patterns;
    }

    private static List<String> lines(Path file) throws MojoExecutionException {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new MojoExecutionException(
                    file + ", which the POM names to choose test classes, cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** What an execution does not say, the plugin may say for all. */
    private static Optional<Xpp3Dom> configured(Plugin plugin, PluginExecution execution, String name) {
        return Stream.of(execution.getConfiguration(), plugin.getConfiguration())
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> ((Xpp3Dom) configuration).getChild(name))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
