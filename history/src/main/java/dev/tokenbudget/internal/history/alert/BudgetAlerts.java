package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.history.store.History;
import java.time.Clock;
import java.util.Optional;

/** Posts what budgets say, each notice once, whichever of several gateways on one history says it. */
public record BudgetAlerts(String historyUrl, Webhook webhook, Clock clock) {

    /** Post a notice, and return why that failed; nothing where it arrived, or had been posted before. */
    public Optional<String> post(BudgetNotice notice) {
        try (History history = History.open(historyUrl)) {
            if (!history.alerts().claim(notice.key(), notice.statement(), clock.instant())) {
                return Optional.empty();
            }
            Optional<String> failure = webhook.post(notice);
            if (failure.isEmpty()) {
                history.alerts().sent(notice.key(), clock.instant());
            } else {
                history.alerts().release(notice.key());
            }
            return failure;
        }
    }
}
