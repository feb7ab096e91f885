/** What tasks cost: per run and per success, before and after, by label, by month, and on other models. */
@NullMarked
package dev.tokenbudget.internal.cost;

import org.jspecify.annotations.NullMarked;
