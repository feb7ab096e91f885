package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.history.line.HistoryExport;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Appends what the history holds to a file of JSON lines, which {@code tokenbudget:import} reads: {@code mvn tokenbudget:export
 * -Dtokenbudget.history=… -Dtokenbudget.exportFile=history.jsonl}. What is in the file already is not written again.
 */
@Mojo(name = "export", aggregator = true, threadSafe = true)
public final class ExportMojo extends TokenBudgetMojo {

    /** The file that lines are appended to, relative to the root of the build. */
    @Parameter(property = "tokenbudget.exportFile", defaultValue = ".tokenbudget/history.jsonl")
    private @Nullable String exportFile;

    /** The day from which on builds, runs and sums are written, such as 2026-11-01; all where it is left out. */
    @Parameter(property = "tokenbudget.exportSince")
    private @Nullable String exportSince;

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.EXPORT_FILE, exportFile);
        put(configured, Setting.EXPORT_SINCE, exportSince);
    }

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        Path file = HistoryRoot.of(project()).folder().resolve(settings.text(Setting.EXPORT_FILE));
        LocalDate since = Optional.of(settings.text(Setting.EXPORT_SINCE))
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse)
                .orElse(LocalDate.EPOCH);
        try {
            HistoryExport.Written written = HistoryExport.append(history(settings), since, file);
            getLog().info(written.lines() + " line(s) appended to " + shown(file) + ".");
            if (written.grown() > 0) {
                getLog().warn(written.grown() + " run(s) have got more calls since " + shown(file)
                        + " was written, which are not in it. Export to a new file to have them.");
            }
        } catch (HistoryException e) {
            throw new MojoExecutionException(e.getMessage());
        }
    }
}
