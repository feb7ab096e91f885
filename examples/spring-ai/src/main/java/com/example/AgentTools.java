package com.example;

/** Methods that the agent may call. */
public interface AgentTools {}
