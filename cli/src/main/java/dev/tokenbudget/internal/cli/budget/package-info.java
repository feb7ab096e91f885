/** What a gateway outside of tests may let pass in an hour or a day. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.cli.budget;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
