package dev.tokenbudget.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The Node.js project of {@code src/test/node}, installed in {@code target} and started in a process of its own.
 *
 * @param installed the folder to install it in
 * @param script the module that is started
 */
public record NodeProject(Path installed, String script) {

    private static final Path SOURCE = Path.of("src/test/node");
    private static final String LOCK = "package-lock.json";
    private static final Pattern NO_NETWORK =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED");

    /** Fetch the project's packages unless they are there; where node, npm or the network is missing, abort the test. */
    public void install() throws IOException, InterruptedException {
        Files.createDirectories(installed);
        require("node");
        require("npm");
        boolean fetched = Files.exists(installed.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(SOURCE.resolve(LOCK), installed.resolve(LOCK)) < 0;
        for (String file : List.of("package.json", LOCK, ".npmrc", script)) {
            Files.copy(SOURCE.resolve(file), installed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!fetched) {
            fetch();
        }
    }

    /**
     * Return what the script prints for {@code argument} in a process that has {@code environment} beside the one of this
     * process.
     *
     * @throws AssertionError if it fails
     */
    public String answer(String argument, Map<String, String> environment) throws IOException, InterruptedException {
        return execute(environment, "node", script, argument).printedIfSucceeded();
    }

    private void fetch() throws IOException, InterruptedException {
        Ended npm = execute(Map.of(), "npm", "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0");
        if (npm.status() != 0 && NO_NETWORK.matcher(npm.printed()).find()) {
            Assumptions.abort("The packages of " + script + " cannot be fetched without a network: " + npm.printed());
        }
        npm.printedIfSucceeded();
    }

    private void require(String command) throws InterruptedException {
        try {
            execute(Map.of(), command, "--version");
        } catch (IOException e) {
            Assumptions.abort("This test starts " + command + ", which is not here: " + e.getMessage());
        }
    }

    private Ended execute(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(installed.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private record Ended(int status, String printed) {

        String printedIfSucceeded() {
            if (status != 0) {
                throw new AssertionError("exit code " + status + ": " + printed);
            }
            return printed;
        }
    }
}
