/** How answers that were asked for as JSON kept to that: sizes and flags only, never text. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.form;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
