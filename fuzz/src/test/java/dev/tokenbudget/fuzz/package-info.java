/** Hostile input for everything that reads bytes which others wrote. */
@NullMarked
package dev.tokenbudget.fuzz;

import org.jspecify.annotations.NullMarked;
