package dev.tokenbudget.internal.json;

import dev.tokenbudget.internal.text.ForeignText;
import dev.tokenbudget.internal.text.Sentence;
import java.nio.file.Path;

/** A file cannot be understood; the message names the file, the place, the problem and the remedy. */
public sealed class MalformedFileException extends RuntimeException
        permits MergeConflictException, NewerSchemaException {

    private static final long serialVersionUID = 1;

    private final String problem;

    /**
     * Create an exception.
     *
     * @param file the file
     * @param problem what is wrong, with line and column where known, and what helps; whole sentences
     */
    public MalformedFileException(Path file, String problem) {
        super(message(file, problem));
        this.problem = Sentence.endingOnce(problem);
    }

    /** Create an exception with the failure that lies beneath it. */
    public MalformedFileException(Path file, String problem, Throwable cause) {
        super(message(file, problem), cause);
        this.problem = Sentence.endingOnce(problem);
    }

    private static String message(Path file, String problem) {
        return ForeignText.line(file + ": " + Sentence.endingOnce(problem));
    }

    /** Return the message without the file. */
    public String problem() {
        return problem;
    }
}
