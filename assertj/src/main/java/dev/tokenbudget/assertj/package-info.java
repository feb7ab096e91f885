/** AssertJ assertions for tests that look at the tokens of their own run. */
@NullMarked
package dev.tokenbudget.assertj;

import org.jspecify.annotations.NullMarked;
