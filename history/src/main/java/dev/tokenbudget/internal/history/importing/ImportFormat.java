package dev.tokenbudget.internal.history.importing;

/** A form in which another system tells of calls or of sums. A record of it is an object of JSON, a row of CSV, or a message. */
interface ImportFormat {

    /** Return what a person calls it, such as {@code LangSmith runs}. */
    String title();

    /** Whether {@code fields} are a record of this form: by what it holds, never by a file's name. */
    boolean recognizes(Fields fields);

    /**
     * Pass on what {@code fields} tell.
     *
     * @throws NotUnderstoodException if it cannot be counted
     */
    void read(Fields fields, Findings findings) throws NotUnderstoodException;
}
