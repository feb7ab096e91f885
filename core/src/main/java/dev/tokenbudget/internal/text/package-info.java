/** Numbers in sentences, as every message and report writes them. */
@NullMarked
package dev.tokenbudget.internal.text;

import org.jspecify.annotations.NullMarked;
