package it;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Agent {
    public int tokens() {
        return 100;
    }
}
