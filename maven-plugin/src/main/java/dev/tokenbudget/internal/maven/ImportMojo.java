package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.importing.Import;
import dev.tokenbudget.internal.history.importing.ImportFiles;
import dev.tokenbudget.internal.history.importing.ImportSettings;
import dev.tokenbudget.internal.history.importing.ImportSummary;
import dev.tokenbudget.internal.history.production.ProductionBesideBenchmark;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.run.UserKey;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Brings what other systems exported of a running application into the history: {@code mvn tokenbudget:import
 * -Dtokenbudget.files=export.jsonl,logs/*.csv}. Each call counts once, however often it is imported. Then it shows production beside
 * the benchmark of the last 30 days.
 */
@Mojo(name = "import", aggregator = true, threadSafe = true)
public final class ImportMojo extends TokenBudgetMojo {

    private static final int DAYS_COMPARED = 30;

    /** Exports of other systems, with * and ?, several with commas between them (docs/imports.md), relative to where Maven is started. */
    @Parameter(property = "tokenbudget.files")
    private @Nullable String files;

    /** The name of the metadata, tag, property or attribute that says which task a call belongs to; where there is none, the name of the
     * trace or the session does. */
    @Parameter(property = "tokenbudget.taskLabel", defaultValue = "task")
    private @Nullable String taskLabel;

    /** The key by which users' ids are hashed; without it and the environment variable TOKENBUDGET_USER_KEY they are left out. */
    @Parameter(property = "tokenbudget.userKey")
    private @Nullable String userKey;

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.FILES, files);
        put(configured, Setting.TASK_LABEL, taskLabel);
        put(configured, Setting.USER_KEY, userKey);
    }

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        try (History history = History.open(history(settings))) {
            List<Path> exports = ImportFiles.of(
                    settings.text(Setting.FILES), Path.of(session().getExecutionRootDirectory()));
            Clock clock = Clock.systemUTC();
            ImportSummary summary = new Import(history, importSettings(settings), clock).read(exports);
            summary.lines().forEach(getLog()::info);
            summary.leftOutLines().forEach(getLog()::warn);
            ProductionBesideBenchmark compared = ProductionBesideBenchmark.of(
                    history.reader(), Period.endingWith(LocalDate.now(clock), DAYS_COMPARED));
            if (compared.hasBothSides()) {
                getLog().info("Production beside the benchmark, the last " + DAYS_COMPARED + " days:");
                compared.markdown().forEach(getLog()::info);
            }
        } catch (HistoryException | IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage());
        }
    }

    private ImportSettings importSettings(Settings settings) {
        return new ImportSettings(
                settings.text(Setting.TASK_LABEL),
                UserKey.of(settings.text(Setting.USER_KEY)).or(() -> UserKey.ofProcess(System.getenv())),
                prices(settings));
    }
}
