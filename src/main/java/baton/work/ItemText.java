package baton.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** A work item as the text that rows carry; unknown fields of newer nodes are ignored. */
final class ItemText {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private ItemText() {}

  static String of(WorkItem item) {
    try {
      return JSON.writeValueAsString(item);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a work item is plain data", impossible);
    }
  }

  static WorkItem read(String text) {
    try {
      return JSON.readValue(text, WorkItem.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a row holds no work item: " + text, unreadable);
    }
  }
}
