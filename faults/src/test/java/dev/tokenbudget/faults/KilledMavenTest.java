package dev.tokenbudget.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.IncompleteSession;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of Maven at a random moment of {@code mvn verify}, three of four times once a run has finished; the test JVM
 * that it started is left to itself.
 */
class KilledMavenTest {

    private static final int KILLS = Integer.getInteger("faults.mavenKills", 0);
    private static final Path PROJECT = Path.of("src/test/resources/killed-maven");
    private static final Path SOURCES = Path.of("src/test/java/dev/tokenbudget/faults");

    @TempDir
    Path folder;

    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger ofTests = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();

    @Test
    void what_had_finished_is_there_once_and_the_next_build_passes() throws Exception {
        assumeTrue(KILLS > 0, "Builds are killed with -Pfaults alone.");
        try (Provider provider = new Provider()) {
            BlockingQueue<Path> projects =
                    new LinkedBlockingQueue<>(List.of(project(provider, "one"), project(provider, "other")));
            Window whole = new Window(0, 0);
            for (Path project : projects) {
                assertPasses(project);
                whole = timeOf(project);
            }
            Window window = whole;

            Kills.repeat(KILLS, (number, chance) -> {
                Path project = projects.take();
                kill(project, number % 4 != 0, window, chance);
                projects.add(project);
            });

            for (Path project : projects) {
                assertPasses(project);
            }
        }
        System.out.println(KILLS + " builds, " + killed + " of them killed before their end and " + ofTests
                + " while tests ran: " + finished + " finished runs, none lost, none counted twice.");
    }

    /**
     * How long a build takes.
     *
     * @param nanos all of it
     * @param behindFirstRun from its first finished run to its end, in nanoseconds
     */
    private record Window(long nanos, long behindFirstRun) {}

    private static Window timeOf(Path project) throws IOException, InterruptedException {
        Process maven = begin(project);
        long begin = System.nanoTime();
        awaitFirstRun(project, maven);
        long first = System.nanoTime();
        maven.waitFor();
        return new Window(System.nanoTime() - begin, System.nanoTime() - first);
    }

    private static Process begin(Path project) throws IOException {
        delete(project.resolve("target/tokenbudget"));
        Files.deleteIfExists(project.resolve(FinishedRuns.FILE));
        return build(project);
    }

    private static void awaitFirstRun(Path project, Process maven) throws InterruptedException {
        while (maven.isAlive() && !Files.exists(project.resolve(FinishedRuns.FILE))) {
            Thread.sleep(5);
        }
    }

    private void kill(Path project, boolean onceRun, Window window, SplittableRandom chance)
            throws IOException, InterruptedException {
        Process maven = begin(project);
        if (onceRun) {
            awaitFirstRun(project, maven);
        }
        List<ProcessHandle> forks = new ArrayList<>();
        long most = onceRun ? window.behindFirstRun() : window.nanos();
        boolean wasKilled = !maven.waitFor((long) (chance.nextDouble() * most), TimeUnit.NANOSECONDS);
        maven.descendants().forEach(forks::add);
        maven.destroyForcibly().waitFor();
        forks.forEach(fork -> fork.onExit().join());

        Path file = project.resolve(FinishedRuns.FILE);
        List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
        killed.addAndGet(wasKilled ? 1 : 0);
        finished.addAndGet(known.size());
        Path runs = project.resolve("target/tokenbudget/runs");
        List<String> builds = List.copyOf(RunLogs.builds(runs));
        assertThat(builds).hasSizeLessThanOrEqualTo(1);
        if (builds.isEmpty()) {
            assertThat(known).isEmpty();
            return;
        }
        Measurement measured = RunLogs.merge(runs, new BuildId(builds.get(0), Optional.empty()));
        List<String> logged = logged(measured);
        assertThat(logged).doesNotHaveDuplicates().containsAll(known).hasSizeLessThanOrEqualTo(known.size() + 1);
        if (logged.size() < ManyRuns.RECORDED + ManyRuns.ASKED) {
            ofTests.incrementAndGet();
            assertThat(measured.incomplete())
                    .singleElement()
                    .extracting(IncompleteSession::sentence)
                    .asString()
                    .contains("has no end: its JVM (process ");
        }
    }

    private static List<String> logged(Measurement measured) {
        return measured.tasks().values().stream()
                .flatMap(task -> task.runs().stream())
                .flatMap(run -> run.calls().stream())
                .map(ModelCall::requestedModel)
                .toList();
    }

    private static void assertPasses(Path project) throws IOException, InterruptedException {
        assertThat(build(project).waitFor())
                .as(() -> String.valueOf(output(project)))
                .isZero();
    }

    private static Process build(Path project) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("faults.maven"), "bin", "mvn")
                                .toString(),
                        "-B",
                        "-ntp",
                        "-s",
                        project.resolve("settings.xml").toString(),
                        "-Dmaven.repo.local=" + System.getProperty("faults.repository"),
                        "verify")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("output.txt").toFile())
                .start();
    }

    private static String output(Path project) {
        try {
            return Files.readString(project.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Make a project whose test is {@link ManyRuns}. */
    private Path project(Provider provider, String name) throws IOException {
        Path project = folder.resolve(name);
        Path tests = Files.createDirectories(project.resolve("src/test/java/dev/tokenbudget/faults"));
        Path services = Files.createDirectories(project.resolve("src/test/resources/META-INF/services"));
        Files.copy(SOURCES.resolve("ManyRuns.java"), tests.resolve("ManyRuns.java"));
        Files.copy(SOURCES.resolve("FinishedRuns.java"), tests.resolve("FinishedRuns.java"));
        Files.writeString(
                services.resolve("org.junit.platform.launcher.TestExecutionListener"), FinishedRuns.class.getName());
        Files.writeString(project.resolve("pom.xml"), filled("pom.xml", provider));
        Files.writeString(project.resolve("settings.xml"), filled("settings.xml", provider));
        return project;
    }

    private static String filled(String file, Provider provider) throws IOException {
        return Files.readString(PROJECT.resolve(file))
                .replace("@version@", System.getProperty("faults.version"))
                .replace("@junit@", System.getProperty("faults.junit"))
                .replace("@surefire@", System.getProperty("faults.surefire"))
                .replace("@jar@", System.getProperty("faults.jar"))
                .replace("@compiler@", System.getProperty("faults.compiler"))
                .replace("@resources@", System.getProperty("faults.resources"))
                .replace("@fetched@", System.getProperty("faults.fetched"))
                .replace("@openai@", provider.baseUrl());
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
