package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildLockTest {

    @TempDir
    Path target;

    @Test
    void keeps_out_the_build_of_another_process_by_name() throws Exception {
        try (OtherBuild other = OtherBuild.in(target)) {
            assertThatThrownBy(() -> BuildLock.on(new BuildFolder(target)))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("process " + other.process().pid())
                    .hasMessageContaining(target.toString())
                    .hasMessageContaining("-Dtokenbudget.directory=");
        }
    }

    @Test
    void lets_the_next_build_in_when_the_process_was_killed() throws Exception {
        try (OtherBuild other = OtherBuild.in(target)) {
            other.process().destroyForcibly().waitFor();

            assertThat(BuildLock.on(new BuildFolder(target))).isPresent();
        }
    }

    @Test
    void is_no_obstacle_to_the_process_that_has_it() throws Exception {
        try (BuildLock lock = BuildLock.on(new BuildFolder(target)).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(BuildLock.on(new BuildFolder(target))).isEmpty();
        }
        assertThat(BuildLock.on(new BuildFolder(target))).isPresent();
    }

    /** A process that has begun a build and does not end. */
    record OtherBuild(Process process) implements AutoCloseable {

        static OtherBuild in(Path folder) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.getInputStream().read()).isEqualTo('+');
            return new OtherBuild(process);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws Exception {
            Files.createDirectories(Path.of(arguments[0]));
            BuildLock lock =
                    BuildLock.on(new BuildFolder(Path.of(arguments[0]))).orElseThrow();
            System.out.print('+');
            System.out.flush();
            TimeUnit.MINUTES.sleep(1);
            lock.close();
        }
    }
}
