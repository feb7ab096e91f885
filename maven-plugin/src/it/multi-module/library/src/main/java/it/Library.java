package it;

/** What the agent's module needs of this one, before either is packaged. */
public final class Library {
    private Library() {}
}
