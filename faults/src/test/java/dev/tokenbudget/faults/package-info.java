/** Breaks things on purpose and looks at what is left. */
@NullMarked
package dev.tokenbudget.faults;

import org.jspecify.annotations.NullMarked;
