package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.file.FileChanges;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.footprint.Footprint;
import dev.tokenbudget.internal.history.footprint.FootprintFiles;
import dev.tokenbudget.internal.history.footprint.Targets;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.price.ListedModel;
import dev.tokenbudget.internal.price.PriceList;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was spent in some days, by feature, team, task, agent and model, held against targets; runs nothing: {@code mvn
 * tokenbudget:footprint -Dtokenbudget.history=… -Dtokenbudget.from=2026-11-01 -Dtokenbudget.to=2026-11-30}.
 */
@Mojo(name = "footprint", aggregator = true, threadSafe = true)
public final class FootprintMojo extends TokenBudgetMojo {

    /** The first day that counts, such as 2026-01-01; without it, a year ago, or the first of the month, which footprint takes. */
    @Parameter(property = "tokenbudget.from")
    private @Nullable String from;

    /** The last day that counts, such as 2026-01-31; without it, today. */
    @Parameter(property = "tokenbudget.to")
    private @Nullable String to;

    /** What it is held against: tokensPerRun=20000,cacheHitRate=0.6 (docs/footprint.md). In the POM {@code
     * <footprintTargets><tokensPerRun>20000</tokensPerRun></footprintTargets>}. */
    @Parameter(property = "tokenbudget.footprintTargets")
    private @Nullable PlexusConfiguration footprintTargets;

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.FROM, from);
        put(configured, Setting.TO, to);
        put(configured, Setting.FOOTPRINT_TARGETS, footprintTargets);
    }

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        Path folder = buildFolder(settings).report();
        try (History history = History.open(history(settings))) {
            PriceList prices = prices(settings);
            Footprint footprint = Footprint.of(
                    history.reader(),
                    period(settings, today),
                    targets(settings),
                    (provider, model) -> prices.model(provider, model, Instant.now())
                            .map(ListedModel::contextWindow)
                            .orElse(OptionalLong.empty()),
                    today);
            FootprintFiles.of(footprint).forEach((name, text) -> FileChanges.write(folder.resolve(name), text));
            footprint.summary().forEach(getLog()::info);
        } catch (HistoryException e) {
            throw new MojoExecutionException(e.getMessage());
        }
        getLog().info("Footprint: " + shown(folder.resolve(FootprintFiles.PAGE)));
    }

    private static Period period(Settings settings, LocalDate today) {
        String last = settings.text(Setting.TO);
        LocalDate end = last.isEmpty() ? today : LocalDate.parse(last);
        String first = settings.text(Setting.FROM);
        LocalDate begin = first.isEmpty() ? end.withDayOfMonth(1) : LocalDate.parse(first);
        if (end.isBefore(begin)) {
            throw new InvalidSettingException(Setting.FROM.key() + " is " + begin + ", after " + Setting.TO.key() + ", "
                    + end + ". Give a first day that is not after the last one.");
        }
        return new Period(begin, end.plusDays(1));
    }

    private static Targets targets(Settings settings) {
        try {
            return Targets.parse(settings.text(Setting.FOOTPRINT_TARGETS));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(Setting.FOOTPRINT_TARGETS.key() + ": " + e.getMessage());
        }
    }
}
