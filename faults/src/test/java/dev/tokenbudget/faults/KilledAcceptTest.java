package dev.tokenbudget.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.baseline.BaselineFolder;
import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.file.FileLock;
import dev.tokenbudget.internal.run.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while baselines are written: each file is the one from before or the new one, never a half. */
class KilledAcceptTest {

    private static final int KILLS = Integer.getInteger("faults.acceptKills", 3);
    private static final int FILES = 12;
    private static final long OLD = 1_000;
    private static final long NEW = 2_000_000;
    private static final String READY = "ready";
    private static final long MOST = TimeUnit.MILLISECONDS.toNanos(150);

    @TempDir
    Path folder;

    private final AtomicInteger amid = new AtomicInteger();

    @Test
    void each_file_is_the_old_one_or_the_new_one() throws Exception {
        BaselineFolder old = new BaselineFolder(folder.resolve("old"));
        BaselineFolder fresh = new BaselineFolder(folder.resolve("new"));
        old.write(Accepted.of(FILES, OLD));
        fresh.write(Accepted.of(FILES, NEW));

        Kills.repeat(KILLS, (number, chance) -> kill(folder.resolve("killed-" + number), old, fresh, chance));
        System.out.println(KILLS + " processes that accepted were killed, " + amid + " of them between two files of "
                + FILES + ": no half file.");
    }

    private void kill(Path module, BaselineFolder old, BaselineFolder fresh, SplittableRandom chance)
            throws IOException, InterruptedException {
        baselines(module).write(Accepted.of(FILES, OLD));
        Process process = TestJvm.java(List.of(), Map.of(), Acceptor.class, List.of(module.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo(READY);

        assertThat(Kills.at(process, MOST, chance)).isTrue();

        int changed = 0;
        for (TaskId task : fresh.read().tasks().keySet()) {
            String file = task.testClass() + ".json";
            String left = Files.readString(baselines(module).folder().resolve(file));
            String before = Files.readString(old.folder().resolve(file));
            String after = Files.readString(fresh.folder().resolve(file));
            assertThat(left).isIn(before, after);
            changed += left.equals(after) ? 1 : 0;
        }
        amid.addAndGet(changed > 0 && changed < FILES ? 1 : 0);
        assertThat(baselines(module).read().tasks()).hasSize(FILES);
        accept(module, NEW);
        assertThat(baselines(module).write(Accepted.of(FILES, NEW))).isEmpty();
    }

    private static BaselineFolder baselines(Path module) {
        return new BaselineFolder(module.resolve("src/test/tokenbudget"));
    }

    private static void accept(Path module, long tokens) {
        BuildFolder build = new BuildFolder(module.resolve("target/tokenbudget"));
        try (FileLock lock = FileLock.on(build.acceptLock(), Duration.ofMinutes(1))) {
            assertThat(lock).isNotNull();
            baselines(module).write(Accepted.of(FILES, tokens));
        }
    }

    /** A process that accepts one measurement and the other in turn, as accept does it: under its lock. */
    static final class Acceptor {

        private Acceptor() {}

        public static void main(String[] arguments) {
            Path module = Path.of(arguments[0]);
            accept(module, NEW);
            System.out.println(READY);
            while (true) {
                accept(module, OLD);
                accept(module, NEW);
            }
        }
    }
}
