/** The API of tests: the annotations, and the gateway that an agent calls. */
@NullMarked
package dev.tokenbudget.junit;

import org.jspecify.annotations.NullMarked;
