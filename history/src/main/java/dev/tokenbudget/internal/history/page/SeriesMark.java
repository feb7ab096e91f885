package dev.tokenbudget.internal.history.page;

/**
 * Something that happened to a task on a day.
 *
 * @param style the name of its style
 * @param sign stands for it in the drawing
 * @param x where it stands, as a length of SVG
 * @param sentence what happened
 */
record SeriesMark(String style, String sign, String x, String sentence) {}
