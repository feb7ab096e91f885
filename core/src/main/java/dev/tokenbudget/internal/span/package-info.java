/** What the attributes of spans tell of model calls. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.span;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
