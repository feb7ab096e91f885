/**
 * A history as lines of JSON, each whole by itself, which can be kept in files and put together in any order.
 *
 * <p>The records' constructors refuse what lacks a field: core reads with a Jackson of its own, which sees no annotation of
 * Jackson's here.
 */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.line;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
