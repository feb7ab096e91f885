package dev.tokenbudget.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a JVM finds its classes: to try in a JVM of its own what users have, who have few of the optional artifacts that
 * are all there in an integration's own tests.
 *
 * @param entries jars and folders
 */
public record ClassPath(List<String> entries) {

    /** Return the class path of this JVM. */
    public static ClassPath ofThisJvm() {
        return new ClassPath(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    /**
     * Return what is left without these artifacts.
     *
     * @param artifacts folders of Maven's repository, such as {@code dev/langchain4j/langchain4j-open-ai}, or
     *     {@code software/amazon} for all artifacts of a group and of those below it
     * @throws IllegalArgumentException if one of them is not there: leaving it out would show nothing
     */
    public ClassPath without(String... artifacts) {
        List<String> left = entries;
        for (String artifact : artifacts) {
            List<String> others = left.stream()
                    .filter(entry -> !entry.replace('\\', '/').contains("/" + artifact + "/"))
                    .toList();
            if (others.size() == left.size()) {
                throw new IllegalArgumentException("There is nothing of " + artifact + " to leave out of " + left);
            }
            left = others;
        }
        return new ClassPath(left);
    }

    /**
     * Return which classes of a module cannot be loaded, verified and initialised on this class path.
     *
     * @param anyOfModule a class in the module's jar or folder
     */
    public List<String> unusableClasses(Class<?> anyOfModule) {
        return run(EveryClass.class, anyOfModule.getName());
    }

    /**
     * Run {@code main} in a JVM with this class path.
     *
     * @return the lines it printed
     * @throws AssertionError if it fails
     */
    public List<String> run(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, entries),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("tokenbudget", ".txt");
            try {
                int exit = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
                List<String> lines = Files.readAllLines(output, UTF_8);
                if (exit != 0) {
                    throw new AssertionError(String.join("\n", lines));
                }
                return lines;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
