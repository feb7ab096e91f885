import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Asks a provider once, {@code direct}, as a bare JVM, or through a {@code gateway} that it starts; says once it has the answer
 * how many seconds of processor time its JVM took until then, and ends.
 */
class FirstAnswer {

    public static void main(String[] arguments) throws IOException {
        URI provider = URI.create(arguments[1]);
        if (arguments[0].equals("direct")) {
            ask(provider);
        } else {
            askThroughGateway(provider);
        }
        System.out.println(ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0);
        // a JVM waits for threads that are in system calls, 0.3 s at most, before it ends: neither way is timed to there
        Runtime.getRuntime().halt(0);
    }

    private static void askThroughGateway(URI provider) throws IOException {
        Gateway gateway = Gateway.start(Upstreams.publicDefaults().with("anthropic", provider.toString()));
        RunInProgress run = new RunInProgress(new TaskId("shop.ReviewAgentTest", "reviews"), 1, Instant.now(), late -> {});
        ask(URI.create(gateway.open(run).baseUrl("anthropic")));
    }

    private static void ask(URI base) throws IOException {
        String prompt = "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        String request = "POST " + base.getPath() + "/v1/messages HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + prompt.length() + "\r\n\r\n" + prompt;
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            while (answer.indexOf("}}") < 0) {
                answer.append(new String(buffer, 0, socket.getInputStream().read(buffer), StandardCharsets.UTF_8));
            }
            if (!answer.toString().startsWith("HTTP/1.1 200")) {
                throw new IOException(answer.toString());
            }
        }
    }
}
