package dev.tokenbudget.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that runs by itself. */
class RunnableJarIT {

    @TempDir
    Path folder;

    @Test
    void counts_calls() throws Exception {
        try (StandInProvider provider = new StandInProvider()) {
            try (RunningGateway gateway =
                    RunningGateway.startProcess(RunningGateway.jar(), folder, provider, "--daily-tokens", "1000")) {
                assertThat(gateway.ask().statusCode()).isEqualTo(200);
                assertThat(gateway.ask().statusCode()).isEqualTo(403);
                assertThat(gateway.get("/metrics").statusCode()).isEqualTo(200);
            }
        }

        assertThat(Sessions.in(folder)).hasSize(1);
    }

    @Test
    void tells_its_version() throws Exception {
        Process process = RunningGateway.process(RunningGateway.jar(), folder, "--version");

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("output.txt"))).matches("TokenBudget \\d.*\\s*");
    }
}
