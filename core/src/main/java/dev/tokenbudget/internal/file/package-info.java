/** How files are named and written: inside of their folder, and whole. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.file;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
