package dev.tokenbudget.internal.history.alert;

import java.util.Arrays;
import java.util.Optional;

/** What a receiver understands. */
enum WebhookFormat {
    JSON {
        @Override
        Object body(Notice notice) {
            return notice.json();
        }
    },
    /** Slack's incoming webhooks, which others understand as well, such as Mattermost's. */
    SLACK {
        @Override
        Object body(Notice notice) {
            return SlackJson.of(notice);
        }
    };

    abstract Object body(Notice notice);

    static Optional<WebhookFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
