package dev.tokenbudget.internal.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** {@code tokenbudget gateway}, in a folder of its own. */
final class RunningGateway implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("listens on (http://[^ ]+)");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Ending ending;
    private final Path folder;
    private final String root;

    /** How a gateway ends. */
    private interface Ending {
        void terminate() throws InterruptedException;

        default void awaitEnd() throws InterruptedException {}

        default void kill() throws InterruptedException {}
    }

    private RunningGateway(Ending ending, Path folder, String root) {
        this.ending = ending;
        this.folder = folder;
        this.root = root;
    }

    /** Start a gateway in this JVM, which is as good for most and starts at once. */
    static RunningGateway start(Path folder, StandInProvider provider, String... options) {
        return start(folder, provider, Map.of(), options);
    }

    static RunningGateway start(
            Path folder, StandInProvider provider, Map<String, String> environment, String... options) {
        GatewayCommand command =
                CommandLine.populateCommand(new GatewayCommand(), arguments(folder, provider, options));
        GatewayProcess gateway = GatewayProcess.start(command.options(), environment);
        return new RunningGateway(() -> gateway.stop(Duration.ofSeconds(25)), folder, gateway.root());
    }

    private static String[] arguments(Path folder, StandInProvider provider, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--history",
                folder.resolve("history.db").toString(),
                "--spool",
                folder.resolve("spool").toString(),
                "--port",
                "0",
                "--upstream",
                "openai=" + provider.url()));
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray(String[]::new);
    }

    static List<String> classPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of("-cp", classPath, Main.class.getName());
    }

    static List<String> jar() {
        return List.of("-jar", System.getProperty("cli.jar", ""));
    }

    /** Start a process that is not waited for. */
    static Process process(List<String> program, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(program);
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    /** Start a gateway as a process of its own. */
    static RunningGateway startProcess(List<String> program, Path folder, StandInProvider provider, String... options)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("gateway"));
        arguments.addAll(Arrays.asList(arguments(folder, provider, options)));
        Process process = process(program, folder, arguments.toArray(String[]::new));
        Path output = folder.resolve("output.txt");
        while (process.isAlive()) {
            Matcher said = LISTENS.matcher(Files.readString(output));
            if (said.find()) {
                return new RunningGateway(ending(process), folder, said.group(1));
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The gateway did not start: " + Files.readString(output));
    }

    private static Ending ending(Process process) {
        return new Ending() {
            @Override
            public void terminate() {
                process.destroy();
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    throw new AssertionError("The gateway did not end.");
                }
            }

            @Override
            public void kill() throws InterruptedException {
                process.destroyForcibly();
                awaitEnd();
            }
        };
    }

    HttpResponse<String> ask(String... headers) throws Exception {
        return ask("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Is it?\"}]}", headers);
    }

    HttpResponse<String> ask(String body, String[] headers) throws Exception {
        return CLIENT.send(request(body, headers), HttpResponse.BodyHandlers.ofString());
    }

    static HttpClient client() {
        return CLIENT;
    }

    HttpRequest request(String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + "/openai/v1/chat/completions"))
                .header("Authorization", "Bearer sk-of-the-application")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Return what the process said so far. */
    String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    Path spool() {
        return folder.resolve("spool/calls.jsonl");
    }

    /** Wait for calls that are answered to be on the disk. */
    void awaitSpooled(int calls) throws Exception {
        while (!Files.exists(spool()) || Files.readAllLines(spool()).size() < calls) {
            Thread.sleep(20);
        }
    }

    /** Ask the gateway to end, as service managers do. */
    void terminate() throws InterruptedException {
        ending.terminate();
    }

    void awaitEnd() throws InterruptedException {
        ending.awaitEnd();
    }

    /** End the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        ending.kill();
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
        awaitEnd();
    }
}
