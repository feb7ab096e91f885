package dev.tokenbudget.internal.json;

import java.math.BigInteger;
import java.nio.file.Path;

/** A file was written by a newer TokenBudget than this one. */
public final class NewerSchemaException extends MalformedFileException {

    private static final long serialVersionUID = 1;

    NewerSchemaException(Path file, String versionField, BigInteger version, int newest) {
        super(
                file,
                "its " + versionField + " is " + version + ", but this TokenBudget reads up to " + newest
                        + ". Use the TokenBudget version that wrote it, or a newer one.");
    }
}
