package dev.tokenbudget.internal.gateway.prompt;

/** Takes the texts of one section of a prompt, in order. */
@FunctionalInterface
interface PromptSection {

    void add(String text);
}
