package dev.tokenbudget.internal.history.alert;

import java.util.Arrays;
import java.util.Optional;

/** What a receiver understands. */
enum WebhookFormat {
    JSON {
        @Override
        Object body(Alert alert) {
            return AlertJson.of(alert);
        }
    },
    /** Slack's incoming webhooks, which others understand as well, such as Mattermost's. */
    SLACK {
        @Override
        Object body(Alert alert) {
            return SlackJson.of(alert);
        }
    };

    abstract Object body(Alert alert);

    static Optional<WebhookFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
