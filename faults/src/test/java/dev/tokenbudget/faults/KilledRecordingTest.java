package dev.tokenbudget.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.RecordingFolder;
import dev.tokenbudget.internal.replay.TaskRecording;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while recordings are replaced: each is the one from before or the new one, never a half. */
class KilledRecordingTest {

    private static final int KILLS = Integer.getInteger("faults.acceptKills", 3);
    private static final int TASKS = 12;
    private static final String OLD = "Red roses. ".repeat(2_000);
    private static final String NEW = "Blue violets, and more of them. ".repeat(4_000);
    private static final String READY = "ready";
    private static final long MOST = TimeUnit.MILLISECONDS.toNanos(150);

    @TempDir
    Path folder;

    private final AtomicInteger amid = new AtomicInteger();

    @Test
    void each_recording_is_the_old_one_or_the_new_one() throws Exception {
        replaceAll(folder.resolve("old"), OLD);
        replaceAll(folder.resolve("new"), NEW);
        Kills.repeat(KILLS, (number, chance) -> kill(folder.resolve("killed-" + number), chance));
        System.out.println(KILLS + " processes that recorded were killed, " + amid + " of them between two of " + TASKS
                + " recordings: no half file.");
    }

    private void kill(Path recordings, SplittableRandom chance) throws Exception {
        replaceAll(recordings, OLD);
        Process process = TestJvm.java(List.of(), Map.of(), Recorder.class, List.of(recordings.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo(READY);

        assertThat(Kills.at(process, MOST, chance)).isTrue();

        int replaced = 0;
        for (TaskRecording each : recordings(OLD)) {
            String left = text(recordings, each);
            assertThat(left.equals(text(folder.resolve("old"), each)) || left.equals(text(folder.resolve("new"), each)))
                    .as(each.task().name() + " of " + each.task().testClass() + " is whole")
                    .isTrue();
            replaced += left.equals(text(folder.resolve("new"), each)) ? 1 : 0;
        }
        amid.addAndGet(replaced > 0 && replaced < TASKS ? 1 : 0);
        assertThat(new RecordingFolder(recordings).tasks()).hasSize(TASKS);
    }

    private static String text(Path recordings, TaskRecording of) throws IOException {
        return Files.readString(new RecordingFolder(recordings).file(of.task()));
    }

    private static void replaceAll(Path recordings, String answer) {
        recordings(answer).forEach(new RecordingFolder(recordings)::write);
    }

    private static List<TaskRecording> recordings(String answer) {
        ModelCall call = ModelCall.builder("acme", "model-1")
                .usage(TokenUsage.of(answer.length(), 1))
                .build();
        Exchange exchange = new Exchange(
                "acme",
                Optional.empty(),
                "POST",
                "/v1/messages",
                new Body.Json("{\"model\":\"model-1\"}"),
                200,
                Map.of("content-type", "application/json"),
                new Body.Json("{\"text\":\"" + answer + "\"}"),
                List.of(call));
        return IntStream.range(0, TASKS)
                .mapToObj(number -> new TaskRecording(
                        new TaskId("com.acme.Number" + number + "Benchmark", "reviews"),
                        Optional.empty(),
                        List.of(new RecordedRun(List.of(exchange)))))
                .toList();
    }

    /** A process that replaces recordings by others, and those by the first, and so on. */
    static final class Recorder {

        private Recorder() {}

        public static void main(String[] arguments) {
            Path recordings = Path.of(arguments[0]);
            replaceAll(recordings, NEW);
            System.out.println(READY);
            while (true) {
                replaceAll(recordings, OLD);
                replaceAll(recordings, NEW);
            }
        }
    }
}
