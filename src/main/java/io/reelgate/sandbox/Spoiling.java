package io.reelgate.sandbox;

/// A kind of spoilt answer and how many answers from the first on are spoilt like that.
public record Spoiling(Spoil kind, int times) {}
