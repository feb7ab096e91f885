package dev.tokenbudget.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key, a token, a prompt and a header go through the gateway outside of tests, and are found nowhere afterwards. */
class StandaloneCanaryTest {

    private static final String MARK = "canary-";
    private static final String BODY = "{\"model\":\"gpt-4o\",\"user\":\"canary-user\",\"messages\":["
            + "{\"role\":\"system\",\"content\":\"canary-system\"},{\"role\":\"user\",\"content\":\"canary-prompt\"}]}";

    @TempDir
    private Path folder;

    @Test
    void leaves_no_trace_in_the_history_the_spool_or_the_metrics() throws Exception {
        String metrics;
        try (StandInProvider provider = new StandInProvider();
                RunningGateway gateway = RunningGateway.start(folder, provider)) {
            gateway.ask(BODY, headers());
            gateway.awaitSpooled(1);
            metrics = gateway.get("/metrics").body();
            assertThat(Files.readString(gateway.spool())).contains("gpt-4o").doesNotContain(MARK);
        }

        assertThat(metrics).contains("gpt-4o").doesNotContain(MARK);
        assertThat(everythingIn(folder)).contains("gpt-4o").doesNotContain(MARK);
    }

    private static String[] headers() {
        return List.of(
                        "x-api-key", "canary-key",
                        "api-key", "canary-key",
                        "Cookie", "session=canary-cookie",
                        "X-Note", "canary-header",
                        "TokenBudget-Session", "s",
                        "TokenBudget-Label-Task", "answers")
                .toArray(String[]::new);
    }

    /** Return the bytes of all files, the database's among them, as text. */
    private static String everythingIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(StandaloneCanaryTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
