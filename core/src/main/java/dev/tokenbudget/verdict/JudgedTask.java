package dev.tokenbudget.verdict;

import dev.tokenbudget.run.Tolerance;
import java.util.List;
import java.util.Optional;

/**
 * A task with the verdict that was reached.
 *
 * @param comparison the numbers
 * @param tolerance the tolerance that was applied
 * @param verdict what the rule says
 * @param remarks what a reader should know beside the verdict, whole sentences
 * @param findings what each rule found, where numbers were compared
 */
public record JudgedTask(
        TaskComparison comparison, Tolerance tolerance, Verdict verdict, List<String> remarks, List<Finding> findings) {

    public JudgedTask {
        remarks = List.copyOf(remarks);
        findings = List.copyOf(findings);
    }

    /** Create a judged task without findings. */
    public JudgedTask(TaskComparison comparison, Tolerance tolerance, Verdict verdict, List<String> remarks) {
        this(comparison, tolerance, verdict, remarks, List.of());
    }

    /** Return the verdict as a sentence about the task, with the cure where there is one. */
    public String sentence() {
        return verdict.cure().isEmpty() ? statement() : statement() + " " + verdict.cure();
    }

    /** Return the verdict as a sentence about the task, without its cure. */
    public String statement() {
        return comparison.task().shortName() + " " + verdict.because() + ".";
    }

    /** Return why a figure moved, as a sentence such as "Why +30.0 %: …"; nothing where none moved or it is not known. */
    public Optional<String> why() {
        return verdict.isOfMovement()
                ? comparison.explanation().map(explanation -> "Why " + explanation.sentence())
                : Optional.empty();
    }
}
