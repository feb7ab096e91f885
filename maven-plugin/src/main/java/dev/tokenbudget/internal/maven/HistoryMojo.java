package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.file.FileChanges;
import dev.tokenbudget.internal.history.page.HistoryPage;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes one page on a history: what was spent, where, and since when; runs nothing: {@code mvn tokenbudget:history
 * -Dtokenbudget.history=…}.
 */
@Mojo(name = "history", aggregator = true, threadSafe = true)
public final class HistoryMojo extends TokenBudgetMojo {

    /** The US dollars that all calls of a month in the history may cost: history.html holds the month against them; 0 is no budget. */
    @Parameter(property = "tokenbudget.monthlyBudgetUsd", defaultValue = "0")
    private @Nullable String monthlyBudgetUsd;

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.MONTHLY_BUDGET_USD, monthlyBudgetUsd);
    }

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        Path file = buildFolder(settings).report().resolve(HistoryPage.FILE);
        try (History history = History.open(history(settings))) {
            FileChanges.write(
                    file,
                    HistoryPage.of(
                            history,
                            LocalDate.now(Clock.systemUTC()),
                            new BigDecimal(settings.text(Setting.MONTHLY_BUDGET_USD))));
        } catch (HistoryException e) {
            throw new MojoExecutionException(e.getMessage());
        }
        getLog().info("History: " + shown(file));
    }
}
