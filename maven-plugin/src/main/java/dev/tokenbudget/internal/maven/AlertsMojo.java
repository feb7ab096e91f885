package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.history.alert.AlertCheck;
import dev.tokenbudget.internal.history.alert.AlertRules;
import dev.tokenbudget.internal.history.alert.MalformedAlertException;
import dev.tokenbudget.internal.history.alert.Webhook;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.text.ForeignText;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what the history holds of yesterday and today, and warns, fails or posts where it is beyond the limits of a rule (docs/alerts.md):
 * {@code mvn tokenbudget:alerts}.
 */
@Mojo(name = "alerts", threadSafe = true, aggregator = true)
public final class AlertsMojo extends TokenBudgetMojo {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final String SECRET = "TOKENBUDGET_WEBHOOK_SECRET";

    /** The rules:
     *
     * <pre>{@code
     * <alerts>
     *   <alert>
     *     <name>daily budget</name>
     *     <when>costPerDay</when>
     *     <yellow>20</yellow>
     *     <red>50</red>
     *     <critical>100</critical>
     *     <then>fail</then>
     *   </alert>
     *   <alert>
     *     <when>costAgainstWeek</when>
     *     <above>+30%</above>
     *   </alert>
     * </alerts>
     * }</pre>
     */
    @Parameter
    private @Nullable PlexusConfiguration alerts;

    /** A file of rules beside those in the POM, relative to the root of the build (docs/alerts.md). */
    @Parameter(property = "tokenbudget.alertsFile")
    private @Nullable String alertsFile;

    /** The URL that alerts are posted to; {@code ${env.SLACK_URL}} where it is secret itself. */
    @Parameter(property = "tokenbudget.webhook")
    private @Nullable String webhook;

    /** What the webhook understands: {@code json} or {@code slack}. */
    @Parameter(property = "tokenbudget.webhookFormat", defaultValue = "json")
    private @Nullable String webhookFormat;

    /** The id of the server in Maven's settings whose password alerts are signed with; without it, the environment variable
     * {@code TOKENBUDGET_WEBHOOK_SECRET} holds the secret. */
    @Parameter(property = "tokenbudget.webhookServer")
    private @Nullable String webhookServer;

    @Component
    @SuppressWarnings("NullAway.Init")
    private SettingsDecrypter decrypter;

    @Override
    void execute(Settings settings) throws MojoExecutionException, MojoFailureException {
        try (History history = History.open(history(settings))) {
            AlertCheck check = AlertCheck.of(rules(settings), history, webhook(settings), Clock.systemUTC());
            check.notes().forEach(getLog()::info);
            check.warnings().forEach(getLog()::warn);
            if (!check.failures().isEmpty()) {
                check.failures().forEach(getLog()::error);
                throw new MojoFailureException(
                        check.failures().stream().map(ForeignText::line).collect(Collectors.joining("\n")));
            }
        } catch (MalformedAlertException | HistoryException e) {
            throw new MojoExecutionException(e.getMessage());
        }
    }

    private AlertRules rules(Settings settings) {
        List<Map<String, String>> inPom = new ArrayList<>();
        for (int i = 0; alerts != null && i < alerts.getChildCount(); i++) {
            Map<String, String> parts = new LinkedHashMap<>();
            for (PlexusConfiguration part : alerts.getChild(i).getChildren()) {
                String value = part.getValue();
                parts.put(part.getName(), value == null ? "" : value);
            }
            inPom.add(parts);
        }
        AlertRules rules = AlertRules.ofPom(inPom);
        String file = settings.text(Setting.ALERTS_FILE);
        return file.isEmpty()
                ? rules
                : rules.and(AlertRules.read(HistoryRoot.of(project()).folder().resolve(file)));
    }

    private Optional<Webhook> webhook(Settings settings) throws MojoExecutionException {
        String url = settings.text(Setting.WEBHOOK);
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(Webhook.of(
                        url,
                        settings.text(Setting.WEBHOOK_FORMAT),
                        secret(settings.text(Setting.WEBHOOK_SERVER)),
                        Clock.systemUTC(),
                        FIRST_PAUSE));
    }

    private Optional<String> secret(String id) throws MojoExecutionException {
        if (id.isEmpty()) {
            return Optional.ofNullable(System.getenv(SECRET));
        }
        Server server = session().getSettings().getServer(id);
        if (server == null || server.getPassword() == null) {
            throw new MojoExecutionException(Setting.WEBHOOK_SERVER.key() + "=" + id
                    + " cannot be used: Maven's settings have no <server> with that <id> and a <password>.");
        }
        return Optional.of(decrypter
                .decrypt(new DefaultSettingsDecryptionRequest(server))
                .getServer()
                .getPassword());
    }

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.ALERTS_FILE, alertsFile);
        put(configured, Setting.WEBHOOK, webhook);
        put(configured, Setting.WEBHOOK_FORMAT, webhookFormat);
        put(configured, Setting.WEBHOOK_SERVER, webhookServer);
    }
}
