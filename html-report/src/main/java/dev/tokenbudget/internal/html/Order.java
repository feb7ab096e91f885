package dev.tokenbudget.internal.html;

/**
 * An order in which a list of tasks can be sorted.
 *
 * @param value what the script understands: {@code order}, {@code name}, or {@code most} or {@code least} and a number's name
 * @param label what it is called
 */
public record Order(String value, String label) {}
