/** What reading usage, judging and writing run logs takes, beside what Jackson takes for the same bytes. */
@NullMarked
package dev.tokenbudget.benchmarks;

import org.jspecify.annotations.NullMarked;
