/** A comparison shown to people and programs: console, Markdown, JSON. */
@NullMarked
package dev.tokenbudget.internal.report;

import org.jspecify.annotations.NullMarked;
