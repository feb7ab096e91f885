package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.build.BuildFolder;
import dev.tokenbudget.internal.cost.UsedPrices;
import dev.tokenbudget.internal.report.PricesTable;
import dev.tokenbudget.internal.runlog.RunLogs;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Shows the prices of the models that were measured last or are in the baselines, which models have none, and how old the
 * price list is; runs nothing: {@code mvn tokenbudget:prices}.
 */
@Mojo(name = "prices", threadSafe = true)
public final class PricesMojo extends TokenBudgetMojo {

    @Override
    void execute(Settings settings) {
        BuildFolder folder = buildFolder(settings);
        Optional<BuildSettings> latest = folder.settings();
        Settings all = latest.map(build -> settings(build.asSource())).orElse(settings);
        UsedPrices prices = UsedPrices.of(
                latest.map(build -> RunLogs.merge(folder.runs(), build.build())),
                baselineFolder(all).read(),
                prices(all),
                Instant.now());
        Optional<String> ownFile = Optional.of(all.text(Setting.PRICES)).filter(file -> !file.isEmpty());
        PricesTable.of(prices, ownFile).forEach(getLog()::info);
    }
}
