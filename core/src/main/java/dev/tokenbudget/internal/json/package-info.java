/** JSON files of this project: strict reading with line and column, and writing that gives the same bytes each time. */
@NullMarked
package dev.tokenbudget.internal.json;

import org.jspecify.annotations.NullMarked;
