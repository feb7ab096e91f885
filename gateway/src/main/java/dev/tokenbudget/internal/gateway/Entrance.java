package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import java.util.List;

/** Decides which requests come in, and who pays for them. */
interface Entrance {

    Entry enter(String requestTarget, String method, List<HeaderField> headers);

    /** What becomes of a request. */
    sealed interface Entry {

        /** It is forwarded. */
        record Call(Target target, Payer payer) implements Entry {}

        /** The gateway answers it itself. */
        record Page(OwnPage.Answer answer) implements Entry {}

        /** It is not let in. */
        record Refused(int status, String because) implements Entry {}
    }
}
