package dev.tokenbudget.internal.history.alert;

/** A notice as a message of Slack. */
record SlackJson(String text) {

    static SlackJson of(Notice notice) {
        return new SlackJson("*" + notice.title() + "* " + escaped(notice.statement()));
    }

    /** Slack reads these three as markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
