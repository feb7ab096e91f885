/** Ready tasks to measure an agent by: extend a suite, hand its task to your agent, and the build does the rest. */
@NullMarked
package dev.tokenbudget.suites;

import org.jspecify.annotations.NullMarked;
