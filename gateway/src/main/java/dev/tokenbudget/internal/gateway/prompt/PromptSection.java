package dev.tokenbudget.internal.gateway.prompt;

/** Takes the texts of one section of a prompt, in order. */
@FunctionalInterface
interface PromptSection {

    void add(String text);

    /**
     * Take a text in its canonical form.
     *
     * @param sent the text as the request has it
     */
    default void add(String text, String sent) {
        add(text);
    }

    /** Take what is no text, as the request has it: its size in tokens is not known, but whether it is the same. */
    default void addOpaque(String content) {}
}
