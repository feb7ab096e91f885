/** One build of a module: the folder it measures into, and the commit it was made of. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.build;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
