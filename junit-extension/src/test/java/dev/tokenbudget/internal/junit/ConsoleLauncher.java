package dev.tokenbudget.internal.junit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs tests with the compiled extension in a JVM of their own, by the console launcher of a JUnit version. */
final class ConsoleLauncher {

    private static final Pattern JUNIT_OF_THIS_BUILD =
            Pattern.compile(".*/(junit-|opentest4j-|open-test-reporting-)[^/]*\\.jar");

    private final Path jar;
    private final Path folder;
    private final List<String> wrapper;

    /**
     * @param platform the version of the JUnit Platform
     * @param folder the working directory of the tests
     * @param wrapper what starts the JVM, where the caller does not do so itself
     */
    ConsoleLauncher(String platform, Path folder, String... wrapper) {
        this.jar = Path.of("target/junit-versions/junit-platform-console-standalone-" + platform + ".jar");
        this.folder = folder;
        this.wrapper = List.of(wrapper);
        assumeTrue(Files.exists(jar), () -> jar + " is not there: Maven fetches it, an IDE does not.");
    }

    /** Run {@code tests} with a system property, given as an option of the JVM, and return what is printed. */
    String run(String property, Class<?> tests, String... options) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dtokenbudget.build=" + TestBuild.ID,
                "-Dtokenbudget.minBaselineRuns=0",
                property,
                "-cp",
                jar.toAbsolutePath() + File.pathSeparator + classPathWithoutJUnit(),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--select-class=" + tests.getName()));
        command.addAll(List.of(options));
        Process jvm = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        jvm.waitFor();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static String classPathWithoutJUnit() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !JUNIT_OF_THIS_BUILD.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
