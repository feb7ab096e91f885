/** Token counts that providers make of a request without answering it. */
@NullMarked
package dev.tokenbudget.internal.gateway.counting;

import org.jspecify.annotations.NullMarked;
