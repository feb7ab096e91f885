/** A comparison in the formats that CI servers show. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.report.ci;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
