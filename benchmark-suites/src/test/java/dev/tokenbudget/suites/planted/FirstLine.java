package dev.tokenbudget.suites.planted;

import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.ArrayList;
import java.util.List;

/** What a build says first of a task: why its figures moved, whatever the verdict. */
record FirstLine(String sentence) {

    static FirstLine of(JudgedTask task) {
        return new FirstLine(task.why()
                .orElseGet(() -> task.explanation().orElseThrow().sentence())
                .replaceFirst("^(Why )?\\S+ %: ", ""));
    }

    /** Return the first cause or fact that is named; nothing where the line says that nothing moved. */
    String named() {
        return clauses().stream()
                .filter(clause -> !clause.startsWith("the tokens "))
                .findFirst()
                .orElse("");
    }

    /** Return the parts between semicolons, but for those in parentheses. */
    private List<String> clauses() {
        List<String> clauses = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < sentence.length(); i++) {
            char character = sentence.charAt(i);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (character == ';' && depth == 0) {
                clauses.add(sentence.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        clauses.add(sentence.substring(begin).strip());
        return clauses;
    }
}
