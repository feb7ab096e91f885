/** JSON files of this project: strict reading with line and column, and writing that gives the same bytes each time. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.json;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
