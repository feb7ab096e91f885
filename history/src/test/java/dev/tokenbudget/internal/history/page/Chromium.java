package dev.tokenbudget.internal.history.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Looks at a page by what looks at report.html. */
final class Chromium {

    private static final Path SCRIPTS = Path.of("../html-report/src/test/browser");

    private Chromium() {}

    /**
     * Return what can be observed of {@code page}; the test is skipped where there is no Chromium.
     *
     * @param task an id to open the page at, and a word by which tasks are found; nothing for a page without tasks
     */
    static JsonNode observe(Path page, String... task) throws IOException, InterruptedException {
        Process browser = start(page, task);
        CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES).execute(browser::destroyForcibly);
        String printed = new String(browser.getInputStream().readAllBytes(), UTF_8);
        assertThat(browser.waitFor()).as(printed).isZero();
        JsonNode observed = new ObjectMapper().readTree(printed);
        return observed.has("missing") ? abort(observed.get("missing").asText()) : observed;
    }

    private static Process start(Path page, String... task) {
        List<String> command = new ArrayList<>(List.of("node", "observe.mjs", page.toString()));
        command.addAll(List.of(task));
        try {
            return new ProcessBuilder(command)
                    .directory(SCRIPTS.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return abort("There is no Node.js 20 or newer on the PATH.");
        }
    }

    static List<String> texts(JsonNode seen, String name) {
        return StreamSupport.stream(seen.get(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
