/** Builds as experiments of LangSmith. */
@API(status = API.Status.INTERNAL)
@NullMarked
package dev.tokenbudget.internal.history.output.langsmith;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
