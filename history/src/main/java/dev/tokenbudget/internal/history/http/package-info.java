/** Requests that are sent again to a system that is busy or not there. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.http;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
