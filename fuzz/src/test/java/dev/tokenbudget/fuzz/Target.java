package dev.tokenbudget.fuzz;

import java.io.IOException;

/** Has bytes read that others wrote, and checks what must hold whatever they are. */
@FunctionalInterface
interface Target {

    /** @throws AssertionError if something does not hold; any other exception is one that nobody declared */
    void read(byte[] input) throws IOException;
}
