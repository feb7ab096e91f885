/** A comparison shown to people and programs: console, Markdown, JSON. */
@NullMarked
package dev.tokenbudget.report;

import org.jspecify.annotations.NullMarked;
