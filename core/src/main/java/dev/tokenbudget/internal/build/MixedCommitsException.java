package dev.tokenbudget.internal.build;

/** The folders to be merged hold builds of different commits; the message names both and the remedy. */
public final class MixedCommitsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MixedCommitsException(String message) {
        super(message);
    }
}
