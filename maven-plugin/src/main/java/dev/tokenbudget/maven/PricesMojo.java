package dev.tokenbudget.maven;

import dev.tokenbudget.build.BuildFolder;
import dev.tokenbudget.cost.UsedPrices;
import dev.tokenbudget.report.PricesTable;
import dev.tokenbudget.run.RunLogs;
import dev.tokenbudget.settings.BuildSettings;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Says which prices the models have that were measured last or are in the baselines, which have none, and how old the price
 * list is; runs nothing: {@code mvn tokenbudget:prices}.
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
