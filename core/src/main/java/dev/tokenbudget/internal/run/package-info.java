/** Runs of tasks: how one is recorded, what it measured, and the append-only log that keeps it. */
@NullMarked
package dev.tokenbudget.internal.run;

import org.jspecify.annotations.NullMarked;
