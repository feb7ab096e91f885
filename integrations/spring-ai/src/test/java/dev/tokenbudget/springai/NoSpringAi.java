package dev.tokenbudget.springai;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts an application that does not use Spring AI at all. */
final class NoSpringAi {

    private NoSpringAi() {}

    /** Start here. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(OneCall.Application.class)
                .web(WebApplicationType.NONE)
                .run()
                .close();
        System.out.println("Started.");
    }
}
