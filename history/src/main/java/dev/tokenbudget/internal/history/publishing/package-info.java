/** What a build measured, as entries of a history. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.publishing;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
