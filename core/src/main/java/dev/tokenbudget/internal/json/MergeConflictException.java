package dev.tokenbudget.internal.json;

import java.nio.file.Path;

/** A file holds the markers of a merge that was not finished. */
public final class MergeConflictException extends MalformedFileException {

    private static final long serialVersionUID = 1;

    MergeConflictException(Path file, int line) {
        super(file, "has merge conflict markers, the first in line " + line + ": resolve the conflict.");
    }
}
