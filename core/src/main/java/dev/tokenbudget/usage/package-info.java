/** Tokens and model calls in the normal form that every provider's numbers are brought into. */
@NullMarked
package dev.tokenbudget.usage;

import org.jspecify.annotations.NullMarked;
