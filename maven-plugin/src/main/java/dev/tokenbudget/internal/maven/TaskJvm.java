package dev.tokenbudget.internal.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JVM that runs a module's tasks.
 *
 * @param java its executable
 * @param options its own options
 * @param properties its system properties
 * @param classPath the entries of its class path
 */
record TaskJvm(String java, List<String> options, Map<String, String> properties, List<String> classPath) {

    private static final String MAIN = "dev.tokenbudget.internal.junit.TaskRunner";

    /**
     * Start it.
     *
     * @param folder its working directory
     * @param output where everything goes that it prints
     * @param arguments the arguments of its main class
     */
    Process start(Path folder, Path output, List<String> arguments) {
        try {
            Path file = argumentFile(arguments);
            Process started = new ProcessBuilder(java, "@" + file)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            // it may hold a key that was given as a system property
            started.onExit().thenRun(() -> delete(file));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The JVM for the tasks cannot be started: " + e.getMessage(), e);
        }
    }

    /** Class paths are longer than a command line may be; only the owner may read a temporary file. */
    private Path argumentFile(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(options);
        properties.forEach((key, value) -> all.add("-D" + key + "=" + value));
        all.add("-cp");
        all.add(String.join(File.pathSeparator, classPath));
        all.add(MAIN);
        all.addAll(arguments);
        Path file = Files.createTempFile("tokenbudget", ".args");
        String encoding =
                System.getProperty("native.encoding", Charset.defaultCharset().name());
        Files.writeString(
                file, all.stream().map(TaskJvm::quoted).collect(Collectors.joining("\n")), Charset.forName(encoding));
        file.toFile().deleteOnExit();
        return file;
    }

    private static String quoted(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
