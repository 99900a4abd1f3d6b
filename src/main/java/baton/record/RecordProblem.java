package baton.record;

/** One thing that is wrong with what was asked of a record, where, and what to do. */
public record RecordProblem(String path, String message, String remedy) {}
