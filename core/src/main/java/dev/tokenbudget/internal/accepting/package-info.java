/** Accepting: what a measurement, a removal or a rename changes in the baseline. */
@NullMarked
package dev.tokenbudget.internal.accepting;

import org.jspecify.annotations.NullMarked;
