/** What calls cost in US dollars, by a dated price list that a project can extend or replace. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.price;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
