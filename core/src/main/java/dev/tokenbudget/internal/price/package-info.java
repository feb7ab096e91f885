/** What calls cost in US dollars, by a dated price list that a project can extend or replace. */
@NullMarked
package dev.tokenbudget.internal.price;

import org.jspecify.annotations.NullMarked;
