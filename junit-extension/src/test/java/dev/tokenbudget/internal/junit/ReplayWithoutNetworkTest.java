package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.run.Measurement;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay in a process whose only network is a loopback interface of its own, where nothing but the gateway listens. */
class ReplayWithoutNetworkTest {

    private static final String[] WITHOUT_NETWORK = {
        "unshare", "--map-root-user", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"
    };

    @TempDir
    private Path folder;

    @Test
    void is_the_same_as_with_one() throws IOException, InterruptedException {
        assumeTrue(canBeWithoutNetwork(), "Only Linux with unshare and ip, and the right to use them, can do that.");
        String printed;
        try (Provider provider = new Provider()) {
            provider.build(folder)
                    .property("tokenbudget.calls", "record")
                    .property("tokenbudget.directory", "target/recorded")
                    .run(Agent.class);
            printed = new ConsoleLauncher("6.1.3", folder, WITHOUT_NETWORK)
                    .run(
                            "-Dtokenbudget.upstream.openai=" + provider.baseUrl(),
                            Agent.class,
                            "--select-class=" + Outside.class.getName(),
                            "--config=tokenbudget.calls=replay");
        }

        assertThat(printed)
                .contains("These runs were answered from recordings; no provider was called.")
                .containsPattern("4 tests successful")
                .containsPattern("0 tests failed");
        Measurement measured =
                RunLogs.merge(folder.resolve("target/tokenbudget/runs"), new BuildId(TestBuild.ID, Optional.empty()));
        assertThat(measured.tasks().values())
                .flatExtracting(TaskRuns::runs)
                .extracting(run -> run.totalTokens().orElseThrow())
                .containsExactly(60L, 60L);
    }

    private static boolean canBeWithoutNetwork() throws InterruptedException {
        try {
            return new ProcessBuilder(Stream.concat(Stream.of(WITHOUT_NETWORK), Stream.of("true"))
                                    .toList())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static class Agent {

        @BenchmarkTask(runs = 2)
        void asks(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "m", 50);
        }
    }

    static class Outside {

        @Test
        void the_provider_that_is_up_cannot_be_reached() {
            URI provider = URI.create(System.getProperty("tokenbudget.upstream.openai"));
            assertThatThrownBy(() -> new Socket(provider.getHost(), provider.getPort()))
                    .isInstanceOf(ConnectException.class);
        }

        @Test
        void no_name_can_be_looked_up() {
            assertThatThrownBy(() -> InetAddress.getByName("provider.example"))
                    .isInstanceOf(UnknownHostException.class);
        }
    }
}
