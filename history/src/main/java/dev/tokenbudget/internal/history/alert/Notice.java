package dev.tokenbudget.internal.history.alert;

/** What can be posted to a webhook. */
interface Notice {

    /** Return an id that is the same whenever this is posted again. */
    String id();

    /** Return how urgent it is, in a word. */
    String title();

    /** Return what it says, as a sentence. */
    String statement();

    /** Return it as plain JSON. */
    AlertJson json();
}
