package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The settings of a build that another job measured: refused, or the same when they are written and read again. */
final class BuildSettingsFile implements Target {

    private final Scratch scratch = new Scratch();

    @Override
    public void read(byte[] input) throws IOException {
        Path file = scratch.file("settings.json", input);
        BuildSettings settings;
        try {
            settings = BuildSettings.read(file);
        } catch (MalformedFileException e) {
            return;
        }
        Path written = scratch.path("written.json");
        settings.write(written);
        Checks.that(BuildSettings.read(written).equals(settings), "what was written is not what was read");
        try {
            settings.rejectPathsOutside(file, Set.of());
            Policy.of(Settings.of(settings.asSource()), settings.testFilter());
        } catch (MalformedFileException | InvalidSettingException e) {
            // A setting that is refused says why.
        }
    }
}
