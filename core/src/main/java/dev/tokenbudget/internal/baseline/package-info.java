/** The accepted measurement in the repository: what it holds, and its file format. */
@NullMarked
package dev.tokenbudget.internal.baseline;

import org.jspecify.annotations.NullMarked;
