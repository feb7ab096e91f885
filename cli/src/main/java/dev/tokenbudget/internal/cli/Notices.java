package dev.tokenbudget.internal.cli;

import dev.tokenbudget.internal.history.alert.BudgetAlerts;
import dev.tokenbudget.internal.history.alert.BudgetNotice;
import dev.tokenbudget.internal.text.ForeignText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Says what budgets have to say: in the log, and by the webhook beside the exchanges. */
final class Notices implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Notices.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Optional<BudgetAlerts> alerts;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "tokenbudget-notices");
        daemon.setDaemon(true);
        return daemon;
    });

    Notices(Optional<BudgetAlerts> alerts) {
        this.alerts = alerts;
    }

    void say(BudgetNotice notice) {
        LOG.log(System.Logger.Level.WARNING, ForeignText.line(notice.statement()));
        alerts.ifPresent(known -> thread.execute(() -> post(known, notice)));
    }

    private static void post(BudgetAlerts alerts, BudgetNotice notice) {
        try {
            alerts.post(notice)
                    .ifPresent(why -> LOG.log(
                            System.Logger.Level.WARNING, "The notice could not be posted to the webhook: {0}", why));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The notice could not be posted to the webhook", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
