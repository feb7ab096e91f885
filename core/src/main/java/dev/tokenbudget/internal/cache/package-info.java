/** Values that are computed again where there was no room to keep them. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.cache;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
