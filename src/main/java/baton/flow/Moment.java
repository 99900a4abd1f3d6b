package baton.flow;

import java.time.Instant;

/** When, and as whom, an interview is being moved on. */
public record Moment(Instant now, String user) {}
