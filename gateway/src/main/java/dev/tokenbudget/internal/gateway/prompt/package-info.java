/** What a prompt is made of: sizes and hashes of its sections, never their text. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.gateway.prompt;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
