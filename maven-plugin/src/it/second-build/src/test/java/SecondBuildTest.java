import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.build.BuildLock;
import dev.tokenbudget.internal.build.FolderInUseException;
import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.run.RunRecorder;
import dev.tokenbudget.internal.settings.BuildSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What another process meets that begins a build while this one is measuring. */
class SecondBuildTest {

    private final BuildFolder folder = new BuildFolder(Path.of("target/tokenbudget"));

    @Test
    void isKeptOut() {
        FolderInUseException refusal = assertThrows(FolderInUseException.class, () -> BuildLock.on(folder));

        assertTrue(refusal.getMessage().startsWith("Another build (process "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("-Dtokenbudget.directory="), refusal.getMessage());
    }

    @BenchmarkTask(runs = 1)
    void measures(RunRecorder recorder) {
        recorder.record("offline", "model-1", 1_000, 200);
        if (Boolean.getBoolean("it.intruder")) {
            BuildId other = BuildId.given("intruder", Optional.empty());
            new BuildSettings(other, Optional.empty(), Map.of()).write(folder.settingsFile());
        }
    }
}
