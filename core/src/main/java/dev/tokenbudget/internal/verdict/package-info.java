/** The decision: a measurement compared with a baseline under a policy. */
@NullMarked
package dev.tokenbudget.internal.verdict;

import org.jspecify.annotations.NullMarked;
