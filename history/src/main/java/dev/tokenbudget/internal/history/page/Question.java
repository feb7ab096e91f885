package dev.tokenbudget.internal.history.page;

/** SQL by which a reader asks the history for more than the page holds. */
final class Question {

    private Question() {}

    /** Return SQL for the calls of {@code task}. */
    static String ofTask(String task) {
        return "SELECT * FROM usage_records WHERE task_label = " + literal(task) + " ORDER BY timestamp DESC, call_seq";
    }

    /** Return SQL for the calls of the run {@code id}. */
    static String ofRun(String id) {
        return "SELECT * FROM usage_records WHERE session_id = " + literal(id) + " ORDER BY call_seq";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
