package dev.tokenbudget.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The clients of {@code src/test/node}, installed in {@code target} and started in a process of their own. */
final class NodeClients {

    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path INSTALLED = Path.of("target/node-clients");
    private static final String LOCK = "package-lock.json";
    private static final Pattern NO_NETWORK =
            Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED");

    private NodeClients() {}

    /** Fetch the clients unless they are there; where node, npm or the network is missing, abort the test. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        require("node");
        require("npm");
        boolean fetched = Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(SOURCE.resolve(LOCK), INSTALLED.resolve(LOCK)) < 0;
        for (String file : List.of("package.json", LOCK, ".npmrc", "clients.mjs")) {
            Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!fetched) {
            fetch();
        }
    }

    /** Return what {@code client} is answered in a process that has {@code environment} beside the one of this process. */
    static String answer(String client, Map<String, String> environment) throws IOException, InterruptedException {
        Ended process = execute(environment, "node", "clients.mjs", client);
        assertThat(process.status()).as(process.printed()).isZero();
        return process.printed().strip();
    }

    private static void fetch() throws IOException, InterruptedException {
        Ended npm = execute(Map.of(), "npm", "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0");
        if (npm.status() != 0 && NO_NETWORK.matcher(npm.printed()).find()) {
            abort("The clients cannot be fetched without a network: " + npm.printed());
        }
        assertThat(npm.status()).as(npm.printed()).isZero();
    }

    private static void require(String command) throws InterruptedException {
        try {
            execute(Map.of(), command, "--version");
        } catch (IOException e) {
            abort("This test starts clients with " + command + ", which is not here: " + e.getMessage());
        }
    }

    private static Ended execute(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private record Ended(int status, String printed) {}
}
