/** Numbers in sentences, as every message and report writes them; text from outside as it may be shown; the keys of runs. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.text;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
