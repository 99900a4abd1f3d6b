package baton.flow;

import java.util.Map;

/** What an interview says to the values a person gave for a screen. */
public sealed interface Answer {
  record Accepted(Outcome outcome) implements Answer {}

  /** What is wrong, by field; nothing was kept. */
  record Rejected(Map<String, String> problems) implements Answer {}
}
