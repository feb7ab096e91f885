package dev.tokenbudget.internal.history.alert;

/** An alert as a message of Slack. */
record SlackJson(String text) {

    static SlackJson of(Alert alert) {
        return new SlackJson("*" + alert.level().title() + "* " + escaped(alert.statement()));
    }

    /** Slack reads these three as markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
