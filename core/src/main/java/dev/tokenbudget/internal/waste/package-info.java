/** What was spent and need not have been, known without any baseline. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.waste;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
