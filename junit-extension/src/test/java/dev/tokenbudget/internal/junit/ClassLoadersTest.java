package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.run.RunRecorder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A framework may load test classes, and with them this extension, by a class loader of its own, as Quarkus does. */
class ClassLoadersTest {

    @TempDir
    private Path folder;

    @TokenBudget(maxTotal = 500)
    static class Agents {
        @TokenBudget(task = "agent")
        @BenchmarkTask(runs = 2)
        void repeated(RunRecorder run, ModelGateway gateway) {
            run.record("openai", "gpt-4o", gateway.openAi().isEmpty() ? 0 : 100, 10);
        }

        @Disabled("no key")
        @TokenBudget(task = "left out")
        @Test
        void isLeftOut() {}
    }

    static class AfterRestart extends Plain {}

    @TokenBudget
    static class Plain {
        @Test
        void plain(RunRecorder run) {
            run.record("openai", "gpt-4o", 1, 1);
        }
    }

    @Test
    void runs_of_all_class_loaders_are_in_the_one_log_of_their_jvm() throws Exception {
        try (URLClassLoader framework = new ChildFirst();
                URLClassLoader restarted = new ChildFirst()) {
            List<String> lines =
                    linesOf(Plain.class, copyOf(Agents.class, framework), copyOf(AfterRestart.class, restarted));

            assertThat(lines.get(1))
                    .startsWith("{\"planned\":[")
                    .contains("\"task\":\"agent\",\"runs\":2")
                    .contains("\"task\":\"left out\",\"runs\":1");
            assertThat(lines).filteredOn(line -> line.startsWith("{\"run\":")).hasSize(4);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("{\"skipped\":"))
                    .singleElement()
                    .asString()
                    .contains("\"task\":\"left out\"", "no key");
            assertThat(lines.get(lines.size() - 1)).startsWith("{\"end\":").contains("\"runs\":4");
        }
    }

    @Test
    void a_session_whose_runs_are_all_those_of_another_class_loader_has_a_beginning_and_an_end() throws Exception {
        try (URLClassLoader framework = new ChildFirst()) {
            List<String> lines = linesOf(copyOf(Agents.class, framework));

            assertThat(lines.get(0)).contains("\"build\":\"" + TestBuild.ID + "\"");
            assertThat(lines.get(1)).startsWith("{\"planned\":[");
            assertThat(lines.get(lines.size() - 1)).startsWith("{\"end\":").contains("\"runs\":2");
        }
    }

    private static Class<?> copyOf(Class<?> tests, ClassLoader loader) throws ClassNotFoundException {
        Class<?> copy = Class.forName(tests.getName(), true, loader);
        assertThat(copy).isNotSameAs(tests);
        return copy;
    }

    private List<String> linesOf(Class<?>... tests) throws IOException {
        Map<String, String> properties = Map.of("basedir", folder.toString(), "tokenbudget.build", TestBuild.ID);
        properties.forEach(System::setProperty);
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(Stream.of(tests)
                                            .map(DiscoverySelectors::selectClass)
                                            .toList())
                                    .build(),
                            summary);
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
        assertThat(summary.getSummary().getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        try (Stream<Path> logs = Files.list(folder.resolve("target/tokenbudget/runs"))) {
            return Files.readAllLines(logs.toList().get(0));
        }
    }

    /** Loads everything that it has itself, but JUnit and the JDK from its parent. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst() {
            super(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(entry -> url(Path.of(entry)))
                            .toArray(URL[]::new),
                    ClassLoadersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("dev.tokenbudget.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }

        private static URL url(Path entry) {
            try {
                return entry.toUri().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
