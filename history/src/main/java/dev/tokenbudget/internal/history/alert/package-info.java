/** Rules that warn, fail or post when spending, tokens, caches, retries or waiting are not as they should be. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.alert;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
