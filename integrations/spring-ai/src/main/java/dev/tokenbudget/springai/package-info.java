/** Charges runs with the calls that Spring AI's models make, as their observations tell of them. */
@NullMarked
package dev.tokenbudget.springai;

import org.jspecify.annotations.NullMarked;
