package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.transport.HeaderField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The entrance of a gateway outside of tests: its URLs carry no key, {@code http://host:port/openai/v1/…}.
 *
 * @param token what clients must send in the header {@code TokenBudget-Token}, where they must
 * @param payers says who pays for a call, by what its headers tell
 * @param pages what the gateway answers itself
 */
public record OpenEntrance(Optional<String> token, Function<CallOrigin, Payer> payers, List<OwnPage> pages)
        implements Entrance {

    private static final String TOKEN = "TokenBudget-Token";
    private static final String BEARER = "Bearer ";
    private static final Entry NO_TOKEN = new Entry.Refused(
            401,
            "This gateway serves those who know its token: send it in the header " + TOKEN
                    + ". It was started with --require-token.");
    private static final Entry NO_PAGES_OF_THE_WEB = new Entry.Refused(
            403,
            "This request comes from a page of the web (its Origin), or calls the gateway by a public name (its Host)."
                    + " Call it by its address or as localhost, or start it with --require-token, and send the token.");
    private static final Entry NOTHING_HERE = new Entry.Refused(
            404, "Nothing is here. Requests go to /<upstream>/<path at the upstream>, such as /openai/v1/responses.");

    @Override
    public Entry enter(String requestTarget, String method, List<HeaderField> headers) {
        if (token.isEmpty() && !LocalCaller.sends(headers)) {
            return NO_PAGES_OF_THE_WEB;
        }
        return page(requestTarget, method)
                .map(page -> enter(page, headers))
                .orElseGet(() -> enter(requestTarget, headers));
    }

    private Optional<OwnPage> page(String requestTarget, String method) {
        String path = requestTarget.replaceAll("\\?.*", "");
        return method.equals("GET")
                ? pages.stream().filter(page -> page.path().equals(path)).findFirst()
                : Optional.empty();
    }

    /** What scrapes pages can send a token as every other server asks for one. */
    private Entry enter(OwnPage page, List<HeaderField> headers) {
        boolean isKnown = page.isOpen()
                || isKnown(headers)
                || HeaderField.first(headers, "Authorization")
                        .filter(value -> value.startsWith(BEARER))
                        .filter(value -> isToken(value.substring(BEARER.length())))
                        .isPresent();
        String accept = HeaderField.first(headers, "Accept").orElse("");
        return isKnown ? new Entry.Page(page.content().answer(accept)) : NO_TOKEN;
    }

    private Entry enter(String requestTarget, List<HeaderField> headers) {
        if (!isKnown(headers)) {
            return NO_TOKEN;
        }
        return Target.withoutKey(requestTarget)
                .<Entry>map(target -> new Entry.Call(target, payers.apply(CallOrigin.of(headers))))
                .orElse(NOTHING_HERE);
    }

    private boolean isKnown(List<HeaderField> headers) {
        return token.isEmpty()
                || HeaderField.first(headers, TOKEN).filter(this::isToken).isPresent();
    }

    /** Takes as long for a wrong token as for a nearly right one. */
    private boolean isToken(String sent) {
        return token.filter(known -> MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), sent.strip().getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
