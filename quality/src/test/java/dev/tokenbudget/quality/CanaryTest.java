package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the canary tests of the modules sent is in no file that this build has left: reports, logs, run logs. */
class CanaryTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SENT = Pattern.compile("canary-(key|header|system|prompt|tool|tool-result)-5e2c");

    private static final Pattern KEY = Pattern.compile(
            "sk-ant-[a-z0-9]|AKIA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|[?&](api_)?key=|planted-|canary-(key|header)");

    @TempDir
    private Path folder;

    @Test
    void is_in_no_file_of_any_module() throws IOException {
        Path report = ROOT.resolve("junit-extension/target/surefire-reports");
        assumeThat(report)
                .as("Skipped: the canary tests were not run in this build")
                .isDirectory();

        for (Path target : targets()) {
            assertThat(filesWithCanary(target)).isEmpty();
        }
    }

    @Test
    void would_be_found() throws IOException {
        Files.writeString(folder.resolve("report.txt"), "Authorization: " + String.join("-", "canary", "key", "5e2c"));

        assertThat(filesWithCanary(folder)).hasSize(1);
    }

    /** Recordings hold prompts and answers, but nothing that their redaction should have found. */
    @Test
    void no_recording_of_any_module_holds_a_key() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> recordings = files.filter(file -> file.toString().contains("tokenbudget/recordings/"))
                    .filter(file -> file.toString().endsWith(".json"))
                    .toList();

            assertThat(recordings).noneMatch(file -> KEY.matcher(read(file)).find());
        }
    }

    private static List<Path> targets() throws IOException {
        try (Stream<Path> folders = Files.walk(ROOT, 3)) {
            return folders.filter(folder -> folder.endsWith("target") && Files.isDirectory(folder))
                    .toList();
        }
    }

    /** Archives hold classes and resources only, which are here unpacked as well. */
    private static List<Path> filesWithCanary(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .filter(file -> SENT.matcher(read(file)).find())
                    .toList();
        }
    }

    /** A file that another process is just replacing holds nothing that was sent. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
