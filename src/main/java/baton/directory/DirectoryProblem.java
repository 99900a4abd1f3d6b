package baton.directory;

/** One thing that is wrong with an entry: which field, what, and what to do about it. */
public record DirectoryProblem(String field, String message, String remedy) {}
