/** Every {@code tokenbudget.*} setting: its key, its default, its meaning, and who wins. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.settings;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
