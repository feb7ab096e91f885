/** The accepted measurement in the repository: what it holds, and its file format. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.baseline;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
