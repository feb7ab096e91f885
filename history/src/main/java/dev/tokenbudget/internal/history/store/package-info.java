/** The database that keeps the history: SQLite or PostgreSQL. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
