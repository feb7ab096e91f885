package dev.tokenbudget.internal.history.alert;

/** How urgent an alert is, the least urgent first. */
enum Level {
    /** A note. */
    YELLOW("yellow", "Note"),
    /** An alert; the level of rules with a single limit. */
    RED("red", "Alert"),
    /** Somebody is to be woken. */
    CRITICAL("critical", "Page");

    private final String key;
    private final String title;

    Level(String key, String title) {
        this.key = key;
        this.title = title;
    }

    String key() {
        return key;
    }

    String title() {
        return title;
    }
}
