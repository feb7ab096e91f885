/** What a test says and gets: the annotations, and the gateway that its agent calls. */
@NullMarked
package dev.tokenbudget.junit;

import org.jspecify.annotations.NullMarked;
